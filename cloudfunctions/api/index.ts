import cloud from 'wx-server-sdk';
import { bookRoomActions } from '../modules/bookroom/actions';
import { browseActions } from '../modules/activity/browse';
import { editActions } from '../modules/activity/edit';
import { manageActions } from '../modules/activity/manage';
import { progressActions } from '../modules/activity/progress';
import { announceActions } from '../modules/announce/actions';
import { applicationActions } from '../modules/application/actions';
import { drawActions } from '../modules/application/draw';
import { reviewActions } from '../modules/application/review';
import { awardActions } from '../modules/awards/actions';
import { auditActions } from '../modules/audit/actions';
import { assessmentActions } from '../modules/assessment/actions';
import { balanceActions } from '../modules/balance/actions';
import { deskActions } from '../modules/desk/actions';
import { contestActions } from '../modules/contest/actions';
import { checkInActions } from '../modules/checkin/actions';
import { exportActions } from '../modules/export/actions';
import { secondActions } from '../modules/export/second';
import { meetActions } from '../modules/meet/actions';
import { mediaActions } from '../modules/media/actions';
import { eventActions } from '../modules/meet/event-actions';
import { noticeActions } from '../modules/notice/actions';
import { peopleActions } from '../modules/people/actions';
import { changeActions } from '../modules/people/change';
import { firstActions } from '../modules/people/first';
import { joinActions } from '../modules/people/join';
import { leaveActions } from '../modules/people/leave';
import { outsideActions } from '../modules/people/outside';
import { rosterActions } from '../modules/people/roster';
import { rowActions } from '../modules/people/rows';
import { identify } from '../modules/people/store';
import { readingActions } from '../modules/reading/actions';
import { absenceActions } from '../modules/registration/absences';
import { registrationActions } from '../modules/registration/actions';
import { behalfActions } from '../modules/registration/behalf';
import { organiseActions } from '../modules/registration/organise';
import { rollCallActions } from '../modules/registration/roll-call';
import { placeActions } from '../modules/registration/places';
import { formActions } from '../modules/registration/form-actions';
import { roleActions } from '../modules/roles/actions';
import { seriesActions } from '../modules/series/actions';
import { teamActions } from '../modules/teams/actions';
import { teamBrowseActions } from '../modules/teams/browse';
import { submitActions } from '../modules/teams/submit';
import { worksActions } from '../modules/works/actions';
import { votingActions } from '../modules/voting/actions';
import { unionBrowseActions } from '../modules/unions/browse';
import { unionChangeActions } from '../modules/unions/change';
import { importActions } from '../modules/unions/imports';
import { moveActions } from '../modules/unions/moves';
import { hallBoard, isHttp } from '../modules/contest/stage-screens';
import { serverNow } from '../platform/clock';
import { connect } from '../platform/database';
import { closedAnswer, isClosed } from '../platform/gate';
import { createRouter } from '../platform/router';

const db = connect();

/** All calls of users. Whoever calls is who WeChat says, never who the event says. */
const route = createRouter({
  db,
  actions: [
    ...peopleActions,
    ...joinActions,
    ...rosterActions,
    ...outsideActions,
    ...changeActions,
    ...firstActions,
    ...rowActions,
    ...leaveActions,
    ...unionBrowseActions,
    ...unionChangeActions,
    ...importActions,
    ...moveActions,
    ...roleActions,
    ...auditActions,
    ...browseActions,
    ...manageActions,
    ...editActions,
    ...registrationActions,
    ...behalfActions,
    ...rollCallActions,
    ...progressActions,
    ...absenceActions,
    ...placeActions,
    ...organiseActions,
    ...formActions,
    ...seriesActions,
    ...teamActions,
    ...teamBrowseActions,
    ...submitActions,
    ...applicationActions,
    ...reviewActions,
    ...drawActions,
    ...checkInActions,
    ...noticeActions,
    ...announceActions,
    ...mediaActions,
    ...votingActions,
    ...contestActions,
    ...eventActions,
    ...readingActions,
    ...bookRoomActions,
    ...awardActions,
    ...worksActions,
    ...meetActions,
    ...balanceActions,
    ...assessmentActions,
    ...deskActions,
    ...exportActions,
    ...secondActions,
  ],
  identify,
});

/** A call by an address on the web carries no account, and reads the board of a hall; everything else is a user's. */
export async function main(event: unknown): Promise<unknown> {
  if (isClosed()) return closedAnswer;
  const { OPENID } = cloud.getWXContext();
  return !OPENID && isHttp(event) ? hallBoard(db, event, serverNow()) : route(event, OPENID);
}
