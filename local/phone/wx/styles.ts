const fonts = '"PingFang SC", system-ui, sans-serif';

/** WeChat's own look for what it draws over a mini-program, light and dark. */
export const styles = `
:host { all: initial; }
* { box-sizing: border-box; margin: 0; -webkit-tap-highlight-color: transparent; }
.root {
  --paper: #fff; --ground: #f7f7f7; --ink: rgba(0,0,0,.9); --quiet: rgba(0,0,0,.5); --line: rgba(0,0,0,.1); --link: #576b95; --green: #07c160; --press: #ececec;
  position: absolute; inset: 0; overflow: hidden; pointer-events: none; color: var(--ink);
  font: 17px/1.4 ${fonts};
}
.root[data-theme=dark] {
  color-scheme: dark;  --paper: #2c2c2c; --ground: #191919; --ink: rgba(255,255,255,.82); --quiet: rgba(255,255,255,.5); --line: rgba(255,255,255,.08); --link: #7d90a9; --green: #06ad56; --press: #373737;
}
i { font-style: normal; }
button { font: inherit; color: inherit; background: none; border: 0; padding: 0; cursor: pointer; }
button:active { background: var(--press); }
button:focus-visible { outline: 2px solid var(--link); outline-offset: -2px; }
.mask { position: absolute; inset: 0; pointer-events: auto; background: rgba(0,0,0,.6); display: flex; align-items: flex-end; animation: fade .18s ease-out; z-index: 20; }
.root:has(> .mask.scan, > .mask.preview, > .home) .status { color: #fff; }
.mask.leaving { opacity: 0; transition: opacity .18s; pointer-events: none; }
.mask.modal { align-items: center; justify-content: center; }
@keyframes fade { from { opacity: 0 } }
@keyframes rise { from { transform: translateY(100%) } }
@keyframes drop { from { transform: translateY(-130%) } }
@keyframes turn { to { transform: rotate(1turn) } }
.toast-place { position: absolute; inset: 0; display: flex; align-items: center; justify-content: center; padding-bottom: 10vh; z-index: 30; pointer-events: none; }
.toast-place.blocking { pointer-events: auto; }
.toast { max-width: 76%; padding: 12px 16px; border-radius: 8px; background: rgba(76,76,76,.96); color: rgba(255,255,255,.95); text-align: center; font-size: 15px; animation: fade .15s; white-space: pre-wrap; }
.toast.square { min-width: 136px; min-height: 136px; padding: 18px 14px; border-radius: 12px; display: flex; flex-direction: column; align-items: center; justify-content: center; gap: 12px; font-size: 16px; }
.toast img { width: 40px; height: 40px; object-fit: contain; }
.spinner { width: 34px; height: 34px; border-radius: 50%; border: 3px solid rgba(255,255,255,.25); border-top-color: #fff; animation: turn .9s linear infinite; }
.modal-box { width: min(320px, 86%); max-height: 80%; background: var(--paper); border-radius: 12px; overflow: hidden; display: flex; flex-direction: column; text-align: center; }
.modal-box h2 { font-size: 17px; font-weight: 600; padding: 32px 24px 0; }
.modal-box p { padding: 16px 24px 32px; color: var(--quiet); overflow: auto; white-space: pre-wrap; word-break: break-word; }
.modal-box p:first-child { padding-top: 32px; color: var(--ink); }
.modal-box textarea { margin: 16px 24px 28px; padding: 10px 12px; font: inherit; color: inherit; background: var(--ground); border: 0; border-radius: 6px; resize: none; outline: none; }
.modal-box footer { display: flex; border-top: 1px solid var(--line); flex: none; }
.modal-box footer button { flex: 1; height: 56px; font-weight: 600; }
.modal-box footer button + button { border-left: 1px solid var(--line); }
.modal-box .confirm { color: var(--link); }
.bottom { width: 100%; max-height: 85%; background: var(--paper); border-radius: 12px 12px 0 0; overflow: auto; animation: rise .22s ease-out; padding-bottom: var(--safe-bottom, 0); }
.actions-box > button { display: block; width: 100%; min-height: 56px; border-top: 1px solid var(--line); }
.actions-box > button:first-child { border-top: 0; }
.actions-box .apart { border-top: 8px solid var(--ground); min-height: 64px; }
.hint { padding: 16px; text-align: center; color: var(--quiet); font-size: 13px; }
.sheet-box { padding: 20px 24px 28px; }
.sheet-box header { display: flex; align-items: center; gap: 8px; font-size: 15px; margin-bottom: 18px; }
.sheet-box header .mark { width: 24px; height: 24px; border-radius: 50%; background: #c8291e; color: #fff; display: grid; place-items: center; font-size: 12px; }
.sheet-box h2 { font-size: 17px; font-weight: 600; margin-bottom: 8px; }
.sheet-box p { color: var(--quiet); font-size: 15px; margin-bottom: 12px; word-break: break-all; }
.sheet-box ul { list-style: none; padding: 0; margin: 8px 0 4px; }
.sheet-box li { border-top: 1px solid var(--line); }
.sheet-box li label { display: flex; align-items: center; gap: 12px; min-height: 52px; cursor: pointer; overflow-wrap: anywhere; }
.sheet-box input[type=checkbox] { width: 20px; height: 20px; accent-color: var(--green); flex: none; margin: 0; }
.sheet-box .keep { display: flex; align-items: center; gap: 8px; color: var(--quiet); font-size: 13px; padding: 12px 0 4px; }
.pair { display: flex; justify-content: center; gap: 16px; margin-top: 20px; }
.pair button { width: 120px; height: 40px; border-radius: 4px; background: var(--press); font-weight: 600; color: var(--green); }
.pair button.main { background: var(--green); color: #fff; }
.wide { display: block; width: 100%; min-height: 48px; border-radius: 8px; background: var(--press); margin-top: 12px; font-weight: 600; }
.wide.main { background: var(--green); color: #fff; }
.card { background: var(--ground); border-radius: 8px; padding: 14px 16px; }
.card strong { display: block; font-weight: 600; margin-bottom: 10px; }
.card .picture { width: 100%; aspect-ratio: 5 / 4; object-fit: cover; border-radius: 4px; background: linear-gradient(160deg, #c8291e, #8f6a1a); display: grid; place-items: center; color: #fff; font-size: 28px; letter-spacing: .2em; }
.card small { display: block; margin-top: 10px; color: var(--quiet); font-size: 12px; word-break: break-all; }
.grid { display: grid; grid-template-columns: repeat(4, 1fr); padding: 24px 8px; gap: 12px; }
.grid button { display: flex; flex-direction: column; align-items: center; gap: 8px; font-size: 12px; color: var(--quiet); padding: 6px 0; border-radius: 8px; }
.grid button i { width: 52px; height: 52px; border-radius: 12px; background: var(--ground); color: var(--ink); display: grid; place-items: center; }
.grid button:disabled { opacity: .4; cursor: default; }
.scan-page { position: absolute; inset: 0; background: #000; color: #fff; }
.scanner { position: absolute; inset: 0; overflow: hidden; background: #000; color: #fff; font: 15px/1.4 ${fonts}; }
.scanner video { position: absolute; inset: 0; width: 100%; height: 100%; object-fit: cover; }
.scanner .beam { position: absolute; left: 12%; right: 12%; height: 2px; background: linear-gradient(90deg, transparent, #07c160, transparent); animation: beam 2.4s ease-in-out infinite; }
@keyframes beam { 0% { top: 20% } 50% { top: 62% } 100% { top: 20% } }
.scanner .say { position: absolute; left: 25%; right: 25%; top: 34%; text-align: center; color: rgba(255,255,255,.72); }
.scanner .ways { position: absolute; left: 0; right: 0; bottom: 0; padding: 12px 12px calc(14px + var(--safe-bottom, 0px)); display: flex; flex-wrap: wrap; gap: 8px; background: linear-gradient(transparent, rgba(0,0,0,.75)); }
.scanner input[type=text] { flex: 1; min-width: 120px; height: 40px; border-radius: 20px; border: 0; padding: 0 16px; font: inherit; background: rgba(255,255,255,.16); color: #fff; outline-color: #07c160; }
.scanner.picture-only .ways, .scanner:not(.seeing) .beam { display: none; }
.scanner input::placeholder { color: rgba(255,255,255,.6); }
.scanner .pick, .scanner .send { height: 40px; line-height: 40px; padding: 0 16px; border-radius: 20px; background: rgba(255,255,255,.22); cursor: pointer; color: #fff; }
.scanner .pick input { position: absolute; opacity: 0; width: 1px; height: 1px; }
.back { position: absolute; z-index: 2; left: 12px; top: calc(var(--status, 44px) + 4px); width: 36px; height: 36px; border-radius: 50%; background: rgba(0,0,0,.4); color: #fff; display: grid; place-items: center; pointer-events: auto; }
.preview-page { position: absolute; inset: 0; background: #000; color: #fff; }
.preview-page .strip { position: absolute; inset: 0; display: flex; overflow-x: auto; scroll-snap-type: x mandatory; scrollbar-width: none; }
.preview-page .strip img { flex: 0 0 100%; width: 100%; height: 100%; object-fit: contain; scroll-snap-align: center; }
.preview-page .count { position: absolute; top: calc(var(--status, 44px) + 8px); left: 0; right: 0; text-align: center; font-size: 15px; pointer-events: none; }
.banner { position: absolute; z-index: 40; left: 8px; right: 8px; top: calc(var(--status, 44px) + 2px); padding: 12px 14px; border-radius: 14px; background: var(--paper); box-shadow: 0 6px 30px rgba(0,0,0,.24); text-align: left; pointer-events: auto; cursor: pointer; animation: drop .3s ease-out; display: grid; grid-template-columns: 40px 1fr auto; gap: 2px 12px; font-size: 15px; width: auto; }
.banner .mark { grid-row: span 2; width: 40px; height: 40px; border-radius: 9px; background: #07c160; color: #fff; display: grid; place-items: center; }
.banner strong { font-weight: 600; }
.banner time { color: var(--quiet); font-size: 12px; }
.banner span { grid-column: 2 / -1; color: var(--quiet); overflow: hidden; white-space: nowrap; text-overflow: ellipsis; }
.status { position: absolute; z-index: 50; left: 0; right: 0; top: 0; height: var(--status, 44px); display: flex; align-items: center; justify-content: space-between; padding: 0 22px 0 30px; font-size: 15px; font-weight: 600; font-variant-numeric: tabular-nums; color: var(--bar, #000); }
.status.small { padding: 0 8px; font-size: 12px; }
.status .signs { display: flex; align-items: center; gap: 5px; }
.status .battery { width: 25px; height: 12px; border: 1px solid currentColor; border-radius: 3.5px; padding: 1.5px; position: relative; opacity: .95; }
.status .battery::before { content: ''; display: block; height: 100%; width: 84%; border-radius: 1.5px; background: currentColor; }
.status .battery::after { content: ''; position: absolute; right: -3.5px; top: 3px; width: 2px; height: 4px; border-radius: 0 2px 2px 0; background: currentColor; }
.indicator { position: absolute; z-index: 48; left: 50%; bottom: 8px; width: 134px; height: 5px; margin-left: -67px; border-radius: 3px; background: rgba(127, 127, 127, .8); }
.flat .indicator { display: none; }
.capsule { position: absolute; z-index: 15; display: flex; align-items: center; border-radius: 999px; border: .5px solid rgba(0,0,0,.1); background: rgba(255,255,255,.6); color: #000; pointer-events: auto; overflow: hidden; }
.capsule.white { border-color: rgba(255,255,255,.25); background: rgba(0,0,0,.15); color: #fff; }
.capsule button { flex: 1; height: 100%; display: grid; place-items: center; }
.capsule button + button { border-left: .5px solid currentColor; border-image: linear-gradient(transparent 25%, rgba(128,128,128,.4) 25% 75%, transparent 75%) 1; }
.dim { position: absolute; inset: 0; z-index: 60; background: #000; pointer-events: none; }
.home { position: absolute; inset: 0; z-index: 45; pointer-events: auto; background: linear-gradient(165deg, #2d3a4f, #7a5b57 60%, #c29a6b); color: #fff; padding-top: 96px; display: flex; flex-direction: column; align-items: center; gap: 10px; font-size: 13px; }
.home button { width: 62px; height: 62px; border-radius: 15px; background: #c8291e; color: #fff; font-size: 28px; font-weight: 700; }
@media (prefers-reduced-motion: reduce) { * { animation: none !important; transition: none !important; } }
`;
