package dev.verge.database.wire;

/** When a connection last spoke and heard, and how long its server usually takes to answer; all in nanoseconds. */
final class Pace {
    private long spoken = System.nanoTime();
    private long heard;
    private long usual;
    private long answered;
    private long work;

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

    long usual() {
        return usual;
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
