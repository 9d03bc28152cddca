import { CheckboxElement, CheckboxGroupElement, RadioElement, RadioGroupElement, SliderElement, SwitchElement } from './choice';
import { WxElement } from './element';
import { InputElement, TextareaElement } from './field';
import { CameraElement, CanvasElement, ImageElement, VideoElement } from './media';
import { MovableViewElement } from './movable';
import { PickerElement } from './picker';
import { PickerViewColumnElement, PickerViewElement } from './picker-view';
import { ButtonElement, FormElement, LabelElement, NavigatorElement, PageMetaElement, TextElement } from './plain';
import { ScrollViewElement } from './scroll-view';
import { IconElement, ProgressElement, RichTextElement } from './show';
import { SwiperElement } from './swiper';

interface BuiltIn {
  element: typeof WxElement;
  /** Camel case; what is not listed is reported as unsupported by name. */
  attributes: string;
  /** Besides gestures, which every tag has. */
  events: string;
}

const typing = 'value placeholder placeholderStyle placeholderClass disabled maxlength cursorSpacing autoFocus focus confirmType confirmHold alwaysEmbed cursor selectionStart ' +
  'selectionEnd adjustPosition holdKeyboard name adjustKeyboardTo cursorColor';

/** Every built-in: the element that draws it, the attributes that it takes and the events that it fires. */
const table: Record<string, BuiltIn> = {
  view: { element: class extends WxElement {}, attributes: '', events: '' },
  block: { element: class extends WxElement {}, attributes: '', events: '' },
  text: { element: TextElement, attributes: 'space decode maxLines overflow', events: '' },
  image: { element: ImageElement, attributes: 'src mode lazyLoad fadeIn webp showMenuByLongpress forceHttps', events: 'load error' },
  icon: { element: IconElement, attributes: 'type size color', events: '' },
  progress: {
    element: ProgressElement,
    attributes: 'percent showInfo borderRadius fontSize strokeWidth color activeColor backgroundColor active activeMode duration',
    events: 'activeend',
  },
  'rich-text': { element: RichTextElement, attributes: 'nodes space mode', events: '' },
  button: {
    element: ButtonElement,
    attributes: 'size type plain disabled loading formType openType lang name sessionFrom sendMessageTitle sendMessagePath sendMessageImg showMessageCard appParameter phoneNumberNoQuotaToast ' +
      'needShowEntrance entrancePath activityType',
    events: 'getphonenumber getrealtimephonenumber getuserinfo opensetting contact launchapp chooseavatar agreeprivacyauthorization',
  },
  navigator: { element: NavigatorElement, attributes: 'url openType delta target appId path extraData version shortLink', events: 'success fail' },
  label: { element: LabelElement, attributes: 'for', events: '' },
  form: { element: FormElement, attributes: 'reportSubmit reportSubmitTimeout', events: 'submit reset' },
  input: { element: InputElement, attributes: `${typing} type password safePasswordCertPath safePasswordLength safePasswordTimeStamp safePasswordNonce safePasswordSalt safePasswordCustomHash`, events: 'input focus blur confirm' },
  textarea: { element: TextareaElement, attributes: `${typing} autoHeight fixed showConfirmBar disableDefaultPadding`, events: 'input focus blur confirm linechange' },
  checkbox: { element: CheckboxElement, attributes: 'value checked disabled color name', events: '' },
  'checkbox-group': { element: CheckboxGroupElement, attributes: 'name', events: 'change' },
  radio: { element: RadioElement, attributes: 'value checked disabled color name', events: '' },
  'radio-group': { element: RadioGroupElement, attributes: 'name', events: 'change' },
  switch: { element: SwitchElement, attributes: 'checked disabled type color name', events: 'change' },
  slider: {
    element: SliderElement,
    attributes: 'min max step disabled value color selectedColor activeColor backgroundColor blockSize blockColor showValue name',
    events: 'change changing',
  },
  picker: { element: PickerElement, attributes: 'mode range rangeKey value start end fields disabled headerText name level customItem', events: 'change columnchange cancel' },
  'picker-view': { element: PickerViewElement, attributes: 'value indicatorStyle indicatorClass maskStyle maskClass immediateChange', events: 'change pickstart pickend' },
  'picker-view-column': { element: PickerViewColumnElement, attributes: '', events: '' },
  'scroll-view': {
    element: ScrollViewElement,
    attributes: 'scrollX scrollY upperThreshold lowerThreshold scrollTop scrollLeft scrollIntoView scrollWithAnimation enableBackToTop enableFlex scrollAnchoring enablePassive ' +
      'refresherEnabled refresherThreshold refresherDefaultStyle refresherBackground refresherTriggered enhanced bounces showScrollbar pagingEnabled fastDeceleration type usingSticky',
    events: 'scroll scrolltoupper scrolltolower refresherpulling refresherrefresh refresherrestore refresherabort',
  },
  swiper: {
    element: SwiperElement,
    attributes: 'indicatorDots indicatorColor indicatorActiveColor autoplay current interval duration circular vertical previousMargin nextMargin displayMultipleItems snapToEdge ' +
      'easingFunction disableTouch currentItemId skipHiddenItemLayout',
    events: 'change transition animationfinish',
  },
  'swiper-item': { element: class extends WxElement {}, attributes: 'itemId skipHiddenItemLayout', events: '' },
  'movable-area': { element: class extends WxElement {}, attributes: 'scaleArea', events: '' },
  'movable-view': { element: MovableViewElement, attributes: 'direction inertia outOfBounds x y damping friction disabled animation', events: 'change' },
  canvas: { element: CanvasElement, attributes: 'type canvasId disableScroll', events: '' },
  camera: { element: CameraElement, attributes: 'mode resolution devicePosition flash frameSize', events: 'initdone scancode error stop' },
  video: {
    element: VideoElement,
    attributes: 'src poster controls autoplay loop muted objectFit initialTime duration showFullscreenBtn showPlayBtn showCenterPlayBtn enableProgressGesture showProgress pageGesture direction title',
    events: 'play pause ended timeupdate waiting error loadedmetadata',
  },
  'cover-view': { element: class extends WxElement {}, attributes: 'scrollTop', events: '' },
  'cover-image': { element: class extends ImageElement {}, attributes: 'src', events: 'load error' },
  'root-portal': { element: class extends WxElement {}, attributes: 'enable', events: '' },
  'page-meta': {
    element: PageMetaElement,
    attributes: 'pageStyle pageFontSize rootFontSize rootBackgroundColor backgroundTextStyle backgroundColor backgroundColorTop backgroundColorBottom pageOrientation scrollTop scrollDuration',
    events: '',
  },
};

/** Defines `wx-<tag>` for every built-in. */
export function defineBuiltIns(): void {
  for (const [tag, { element, attributes }] of Object.entries(table)) {
    Object.defineProperty(element, 'attributes', { value: new Set(attributes.split(' ')) });
    customElements.define(`wx-${tag}`, element);
  }
}
