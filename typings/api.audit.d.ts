declare namespace Api.Audit {
  type Act =
    | 'activity.create'
    | 'activity.update'
    | 'activity.cancel'
    | 'activity.rollCall'
    | 'activity.export'
    | 'export.ask'
    | 'export.approve'
    | 'export.refuse'
    | 'activity.paper'
    | 'announce.send'
    | 'announce.approve'
    | 'announce.recall'
    | 'announce.pin'
    | 'announce.remind'
    | 'places.add'
    | 'places.move'
    | 'places.withdraw'
    | 'places.resize'
    | 'places.substitute'
    | 'absence.excuse'
    | 'absence.uphold'
    | 'activity.draw'
    | 'application.pass'
    | 'application.confirm'
    | 'application.refuse'
    | 'people.admit'
    | 'people.correctRow'
    | 'people.dispute'
    | 'people.enrol'
    | 'people.grant'
    | 'people.revoke'
    | 'people.turnDown'
    | 'registration.cancelOnBehalf'
    | 'registration.signUpOnBehalf'
    | 'people.importRoster'
    | 'people.moveRow'
    | 'people.removeRow'
    | 'unions.add'
    | 'unions.edit'
    | 'unions.import'
    | 'unions.move'
    | 'unions.merge'
    | 'series.create'
    | 'assessment.create'
    | 'assessment.appeal'
    | 'assessment.answer'
    | 'assessment.conclude'
    | 'voting.create'
    | 'voting.withdraw'
    | 'reading.create'
    | 'reading.addBook'
    | 'reading.removeBook'
    | 'meet.create'
    | 'meet.edit'
    | 'meet.substitute'
    | 'meet.freeze'
    | 'meet.amend'
    | 'meet.draw'
    | 'meet.arrange'
    | 'meet.shift'
    | 'meet.pause'
    | 'reading.plan'
    | 'reading.addChallenge'
    | 'reading.closeChallenge'
    | 'reading.approve'
    | 'reading.enterPaper'
    | 'bookroom.setUp'
    | 'bookroom.stock'
    | 'bookroom.writeOff'
    | 'bookroom.close'
    | 'awards.propose'
    | 'awards.strike'
    | 'awards.posts'
    | 'awards.publish'
    | 'awards.find'
    | 'awards.decide'
    | 'reading.review'
    | 'works.create'
    | 'works.approve'
    | 'works.postpone'
    | 'works.vet'
    | 'works.begin'
    | 'works.handOn'
    | 'works.recuse'
    | 'works.seal'
    | 'works.publish'
    | 'contest.create'
    | 'contest.edit'
    | 'contest.accept'
    | 'contest.return'
    | 'results.audience'
    | 'results.name'
    | 'results.sign'
    | 'results.publish'
    | 'stage.open'
    | 'stage.renew'
    | 'stage.join'
    | 'rehearsal.lay'
    | 'rehearsal.place'
    | 'stage.draw'
    | 'stage.again'
    | 'stage.paper'
    | 'stage.change'
    | 'stage.confirm'
    | 'stage.release'
    | 'stage.close'
    | 'stage.screen'
    | 'stage.unscreen'
    | 'judging.panel'
    | 'judging.recuse'
    | 'judging.unrecuse'
    | 'judging.correct'
    | 'judging.decline'
    | 'event.sign'
    | 'event.merge'
    | 'event.return'
    | 'event.announce'
    | 'event.answer'
    | 'event.decide'
    | 'meet.record'
    | 'meet.screen'
    | 'meet.unscreen'
    | 'meet.give'
    | 'meet.takeBack'
    | 'meet.prizeTerms'
    | 'meet.seal'
    | 'meet.unseal'
    | 'voting.hold'
    | 'voting.void'
    | 'voting.reject'
    | 'voting.sign';

  interface Entry {
    id: string;
    /** Number in the chain; null: not in it yet. */
    seq: number | null;
    at: Millis;
    act: Act;
    /** Who acted. */
    byName: string;
    /** The member's name or the activity's title; empty: there no more. */
    subject: string;
    scopeName: string;
    /** Of a grant. */
    role: People.Grant['role'] | null;
    /** End of a grant. */
    until: Millis | null;
  }
}

declare namespace Api {
  interface Actions {
    /** The latest of what was done in my scope and is not in the chain yet. Admin and supervisor. */
    'audit.pending': { input: Record<string, never>; output: { items: Audit.Entry[]; now: Millis } };
    /** What was done in my scope, latest first, 20 a page. Admin and supervisor. */
    'audit.list': { input: { cursor?: string }; output: { items: Audit.Entry[]; next: string | null; now: Millis } };
    /** Hashes the next 200 records of the whole chain again. Admin and supervisor. */
    'audit.verify': {
      input: { cursor?: string };
      output: {
        /** Number of the first record that is altered, missing or in excess; null: none in this stretch. */
        broken: number | null;
        /** Records so far, from the first on. */
        checked: number;
        /** Hash of the last of them. */
        head: string;
        /** Where to go on; null: that was all. */
        next: string | null;
      };
    };
  }
}
