export { startPhone, type Phone, type PhoneOptions } from './server';
