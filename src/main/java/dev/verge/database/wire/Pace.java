package dev.verge.database.wire;

/** When a connection last spoke and heard, and how long its server usually takes to answer; all in nanoseconds. */
public final class Pace {
    private long spoken = System.nanoTime();
    private long heard;
    private long usual;
    private long quickest = Long.MAX_VALUE;
    private long answered = spoken;
    private long work;

    Pace() {}

    /** Something is being said; when, by {@code System.nanoTime()}. */
    long speak(boolean first) {
        spoken = System.nanoTime();
        if (first) {
            heard = spoken;
        }
        return spoken;
    }

    void hear() {
        heard = System.nanoTime();
    }

    long silence(long now) {
        return now - heard;
    }

    long idle(long now) {
        return now - spoken;
    }

    /** How long the server usually takes to answer; 0 when nothing is known. */
    public long usual() {
        return usual;
    }

    /** How long it took at least, which is what the line alone takes; very long when nothing is known. */
    public long quickest() {
        return quickest;
    }

    /** For how long there has been no answer at this time. */
    public long sinceAnswer(long now) {
        return now - answered;
    }

    /**
     * How long the server takes for an answer, on average: since the answer before it, or since it was asked. Where nothing
     * waits behind anything the line is part of it. 0 when nothing is known.
     */
    long work() {
        return work;
    }

    /** A slow answer, and those behind it, are not what is usual: what takes longer counts little. */
    void answer(long sentAt) {
        long took = heard - sentAt;
        quickest = Math.min(quickest, took);
        long alone = work == 0 ? took : Math.min(took, heard - answered);
        answered = heard;
        work = Math.max(1, work == 0 ? took : work + (alone - work) / 16);
        if (usual == 0) {
            usual = took;
        } else {
            usual += took < usual ? (took - usual) / 8 : Math.min(took - usual, usual) / 64;
        }
    }
}
