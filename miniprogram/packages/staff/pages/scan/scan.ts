import { fillOf } from '../../../../domain/checkin/stays';
import { clockTime, span } from '../../../../format/when';
import { counts, duties, type GateRow, lastDuties, list, sync, syncAtMost } from '../../../../services/checkin';
import { serverNow } from '../../../../services/clock';
import { describe } from '../../../../services/errors';
import { admitNamed, admitToken, type Admitted, type Post } from '../../admit';
import { keysOf, makeFrameFilter, type Answer } from '../../gate';
import { makeLedger, type QueuedScan } from '../../ledger';
import { storageShelf } from '../../../../services/shelf';
import { buzz } from '../../signal';
import { staffTexts as t } from '../../texts';
import { makeVault, phoneDisk } from '../../vault';
import { emptyGate, type GateChoice, type Way } from './view';

/** How long 可入场 stays before the camera is back, ms; the other answers wait for a tap. */
const glance = 2000;
/** How often the queue is tried while it holds anything, ms. */
const retryEvery = 20_000;

const setupShelf = storageShelf<{ activityId: string; choice: GateChoice; own: string } | null>('gate:setup', null);
const vault = makeVault(phoneDisk(), storageShelf('gate:keys', {}));
const ledger = makeLedger(vault, syncAtMost);

/** 核验: the camera fills the screen, and so does the answer. */
Page({
  data: emptyGate,
  keys: new Map<number, Uint8Array>(),
  isFresh: makeFrameFilter(),
  glanceTimer: 0,
  retryTimer: 0,
  onNetwork: (_: { isConnected: boolean }) => {},

  onLoad() {
    const kept = setupShelf.read();
    if (kept !== null) this.setData({ gateChoice: kept.choice, gateOwn: kept.own });
    this.onNetwork = ({ isConnected }: { isConnected: boolean }) => {
      if (isConnected) void this.flush();
    };
    wx.onNetworkStatusChange(this.onNetwork);
  },

  onShow() {
    void wx.setKeepScreenOn({ keepScreenOn: true });
    this.retryTimer = Number(setInterval(() => this.refresh(), retryEvery));
    void this.flush();
    return this.load();
  },

  onHide() {
    this.rest();
  },

  onUnload() {
    wx.offNetworkStatusChange(this.onNetwork);
    this.rest();
  },

  rest() {
    clearInterval(this.retryTimer);
    clearTimeout(this.glanceTimer);
    void wx.setKeepScreenOn({ keepScreenOn: false });
  },

  async load() {
    const known = lastDuties();
    if (known !== null && this.data.stage === 'loading') this.take(known);
    try {
      const answer = await duties();
      vault.learn(answer.duties, answer.deviceKeys);
      this.take(answer);
      this.setData({ failure: null });
    } catch (cause) {
      const failure = describe(cause);
      const usable = this.data.duties.length > 0 && failure.requestId === '';
      this.setData({ failure, stage: usable ? this.data.stage : 'failed' });
    }
  },

  take(answer: Api.Output<'checkin.duties'>) {
    const now = serverNow();
    vault.sweep(now, ledger.isTold);
    this.keys = keysOf(answer.passKeys);
    const rows = answer.duties.map((duty) => ({ ...duty, inside: duty.checkedIn, when: span(duty.startsAt, duty.endsAt, now) }));
    const wanted = this.data.duty?.activityId ?? setupShelf.read()?.activityId;
    const duty = rows.find(({ activityId }) => activityId === wanted) ?? (rows.length === 1 ? (rows[0] ?? null) : null);
    const stage = this.data.stage === 'scan' && duty !== null ? 'scan' : 'setup';
    this.setData({ duties: rows, duty, stage });
  },

  chooseDuty({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { id: string }>) {
    const duty = this.data.duties.find(({ activityId }) => activityId === currentTarget.dataset.id);
    if (duty !== undefined) this.setData({ duty });
  },

  chooseGate({ detail }: WechatMiniprogram.CustomEvent<{ value: GateChoice }>) {
    this.setData({ gateChoice: detail.value, setupFault: '' });
  },

  typeGate({ detail }: WechatMiniprogram.Input) {
    this.setData({ gateOwn: detail.value, setupFault: '' });
  },

  start() {
    const { duty, gateChoice, gateOwn } = this.data;
    const gate = gateChoice === 'own' ? gateOwn.trim() : t.gates[gateChoice];
    if (duty === null) return;
    if (gate === '') {
      this.setData({ setupFault: t.gateMissing });
      return;
    }
    setupShelf.write({ activityId: duty.activityId, choice: gateChoice, own: gateOwn });
    this.setData({ gate, stage: 'scan', setupFault: '' });
    // Now, while there may be a network: the list is wanted when there is none.
    void this.loadList();
    void this.refresh();
  },

  chooseWay({ currentTarget }: WechatMiniprogram.TouchEvent<object, object, { value: Way }>) {
    this.setData({ way: currentTarget.dataset.value });
  },

  change() {
    this.setData({ stage: 'setup', torch: false, way: 'in' });
    return this.load();
  },

  frame({ detail }: WechatMiniprogram.CustomEvent<{ result: string }>) {
    const { answer, checking, manual, sheet } = this.data;
    const fresh = this.isFresh(detail.result, Date.now());
    if (fresh && answer === null && !checking && !manual && sheet === '') void this.check(detail.result);
  },

  check(token: string) {
    return this.decide((post: Post) => admitToken(token.trim(), post, ledger));
  },

  admitNamed({ detail }: WechatMiniprogram.CustomEvent<{ who: Api.CheckIn.Named; person: { uid: string; name: string; unitName: string } }>) {
    this.closeSheet();
    return this.decide((post: Post) => admitNamed(detail.who, detail.person, post, ledger));
  },

  async decide(ask: (post: Post) => Promise<Admitted>) {
    const { duty, duties: all, gate, way } = this.data;
    if (duty === null || this.data.checking) return;
    this.setData({ checking: true });
    try {
      const { answer, moved } = await ask({ duty, duties: all, keys: this.keys, gate, gone: new Set(vault.readList(duty.activityId).gone), leaving: way === 'out' });
      // Until the server says: a phone without a network counts its own.
      const { checkedIn, inside } = this.data.duty ?? duty;
      this.setData({ duty: { ...duty, checkedIn: moved === 1 && !duty.exits ? checkedIn + 1 : checkedIn, inside: inside + moved }, ...this.fill(inside + moved) });
      this.showAnswer(answer);
    } finally {
      this.setData({ checking: false });
      this.showLedger();
    }
    if (this.data.queued > 0) void this.flush();
  },

  fill(inside: number) {
    const { duty } = this.data;
    return { fill: duty?.exits ? fillOf(inside, duty.capacity) : ('free' as const), takes: duty === null ? '' : t.takes(duty.capacity) };
  },

  /** What other gates have let in meanwhile. */
  async refresh() {
    await this.flush();
    const { duty, stage } = this.data;
    if (stage !== 'scan' || duty === null || this.data.queued > 0) return;
    try {
      const now = await counts(duty.activityId);
      if (this.data.duty?.activityId === duty.activityId) this.setData({ duty: { ...duty, ...now }, ...this.fill(now.inside) });
    } catch {
      // The numbers of before stand; the next turn asks again.
    }
  },

  openFind() {
    this.setData({ sheet: 'find' });
    return this.loadList();
  },

  openUnits() {
    this.setData({ sheet: 'units' });
    return this.loadList();
  },

  closeSheet() {
    this.setData({ sheet: '' });
  },

  openVenue() {
    const { duty } = this.data;
    if (duty !== null) void wx.navigateTo({ url: `/packages/staff/pages/venue/venue?id=${duty.activityId}` });
  },

  openPaper() {
    const { duty } = this.data;
    if (duty !== null) void wx.navigateTo({ url: `/packages/cadre/pages/paper/paper?id=${duty.activityId}` });
  },

  /** The list from the phone first, so that it stands without a network; whom this phone let in meanwhile is in it. */
  async loadList() {
    const { duty } = this.data;
    if (duty === null) return;
    const { activityId, exits } = duty;
    const withMine = (rows: GateRow[]) => rows.map((row) => ({ ...row, at: row.at ?? ledger.admission(activityId, row.uid)?.at ?? null }));
    const kept = vault.readList(activityId);
    this.setData({ list: withMine(kept.rows), listNote: t.listLoading });
    try {
      const { rows, gone } = await list(activityId, exits);
      vault.writeList(activityId, { rows, gone, at: serverNow() });
      this.setData({ list: withMine(rows), listNote: '' });
    } catch (cause) {
      const { message, requestId } = describe(cause);
      const stale = kept.rows.length > 0 ? t.listOffline(clockTime(kept.at)) : t.listMissing;
      this.setData({ listNote: requestId === '' ? stale : message });
    }
  },

  showAnswer(answer: Answer) {
    this.setData({ answer });
    buzz(answer.tone);
    clearTimeout(this.glanceTimer);
    if (answer.tone !== 'used' && answer.tone !== 'refused') this.glanceTimer = Number(setTimeout(() => this.next(), glance));
  },

  next() {
    clearTimeout(this.glanceTimer);
    this.setData({ answer: null });
  },

  showLedger() {
    this.setData({ queued: ledger.queued().length, returned: ledger.returned() });
  },

  async flush() {
    this.showLedger();
    if (this.data.queued === 0) return;
    this.setData({ sending: true });
    await ledger.flush((activityId, scans) => this.tell(activityId, scans));
    this.setData({ sending: false });
    this.showLedger();
  },

  /** Tells the server queued scans of one activity. */
  tell(activityId: string, scans: QueuedScan[]) {
    const told = scans.map(({ id, gate, deviceAt, correction, who, out }) => ({ id, gate, deviceAt, correction, who, ...(out ? { out } : {}) }));
    return sync(activityId, told);
  },

  clearReturned() {
    ledger.clearReturned();
    this.showLedger();
  },

  toggleTorch() {
    this.setData({ torch: !this.data.torch });
  },

  cameraFailed() {
    this.setData({ cameraOff: true, torch: false });
  },

  async openSettings() {
    const { authSetting } = await wx.openSetting();
    this.setData({ cameraOff: authSetting['scope.camera'] === false });
  },

  systemScan() {
    wx.scanCode({ onlyFromCamera: false, scanType: ['qrCode'], success: ({ result }) => this.check(result) });
  },

  openManual() {
    this.setData({ manual: true, manualText: '' });
  },

  closeManual() {
    this.setData({ manual: false });
  },

  typeManual({ detail }: WechatMiniprogram.Input) {
    this.setData({ manualText: detail.value });
  },

  async pasteManual() {
    const { data: text } = await wx.getClipboardData();
    this.setData({ manualText: text });
  },

  submitManual() {
    const { manualText } = this.data;
    if (manualText.trim() === '') return;
    this.setData({ manual: false });
    void this.check(manualText);
  },

  copyRequest() {
    if (this.data.answer !== null) void wx.setClipboardData({ data: this.data.answer.requestId });
  },
});
