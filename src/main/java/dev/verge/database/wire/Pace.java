package dev.verge.database.wire;

/** When a connection last spoke and heard, and how long its server usually takes to answer; all in nanoseconds. */
final class Pace {
    private long spoken = System.nanoTime();
    private long heard;
    private long usual;

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

    /** A slow answer, and those behind it, are not what is usual: what takes longer counts little. */
    void answer(long sentAt) {
        long took = heard - sentAt;
        if (usual == 0) {
            usual = took;
        } else {
            usual += took < usual ? (took - usual) / 8 : Math.min(took - usual, usual) / 64;
        }
    }
}
