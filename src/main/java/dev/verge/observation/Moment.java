package dev.verge.observation;

/** What a request passes on its way, in this order; not every request passes all. */
public enum Moment {
    /** The caller was let in. */
    ADMITTED(0),
    /** A place on a lane to the database was asked for. */
    ASKED(1),
    /** The transaction was sent: there was a place. */
    SENT(2),
    /** The answer of a rule that is a statement of its own arrived. */
    RULED(3),
    /** The last answer of the transaction arrived. */
    ANSWERED(4);

    /** How many there are. */
    static final int COUNT = 5;

    /** Its place in the order. */
    final int place;

    Moment(int place) {
        this.place = place;
    }
}
