import { fontScale } from '../../../../format/scale';
import { privacySections } from '../../../../texts/home';

/** 隐私说明, in plain words. */
Page({
  data: { fs: fontScale(), sections: privacySections },
});
