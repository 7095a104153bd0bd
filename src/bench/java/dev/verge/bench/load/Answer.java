package dev.verge.bench.load;

/** What a server said. */
public record Answer(int status, String body) {
    /** Whether it is a 2xx. */
    public boolean isGood() {
        return status / 100 == 2;
    }
}
