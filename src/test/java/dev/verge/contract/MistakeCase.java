package dev.verge.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A change to a good contract, and the mistakes that it makes, as they stand in {@code contract/mistakes.txt}. */
record MistakeCase(String name, String before, String after, List<String> expected) {
    static final Path FIXTURES = Path.of("src/test/resources/contract");

    static String good() throws IOException {
        return Files.readString(FIXTURES.resolve("good.yaml"));
    }

    static List<MistakeCase> all() throws IOException {
        var cases = new ArrayList<MistakeCase>();
        for (String block : Files.readString(FIXTURES.resolve("mistakes.txt")).split("(?m)^=== ")) {
            if (!block.isBlank()) {
                String[] parts = block.split("\n--- (in|write|expect)\n", -1);
                cases.add(new MistakeCase(
                        parts[0], parts[1], parts[2], parts[3].lines().toList()));
            }
        }
        return cases;
    }

    /** The contract with the change made. */
    String contract() throws IOException {
        String good = good();
        int at = good.indexOf(before);
        if (at < 0 || good.indexOf(before, at + 1) >= 0) {
            throw new IllegalStateException(name + ": not exactly once in the good contract: " + before);
        }
        return good.substring(0, at) + after + good.substring(at + before.length());
    }

    @Override
    public String toString() {
        return name;
    }
}
