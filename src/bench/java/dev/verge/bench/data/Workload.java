package dev.verge.bench.data;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;

/** A kind of load: which requests, by which callers. */
public enum Workload {
    /** One document behind its rule. */
    READ,
    /** A page of 20 documents that the caller may see. */
    LIST,
    /** Seven reads, two pages and one write in ten. */
    MIXED,
    /** A comment behind a rule. */
    WRITE,
    /** Reads, each with a token that the server does not remember: run with a memory for few tokens. */
    COLD,
    /** One document that row-level security lets the caller see: over the line alone. */
    CLAIMS,
    /** A comment behind a rule, with a key of its own that makes it safe to send again: over the line alone. */
    IDEMPOTENT;

    /** How many callers there are, and how many different tokens all workloads but COLD have. */
    public static final int USERS = 1_000;

    /** Different tokens of COLD. */
    public static final int COLD_TOKENS = 20_000;

    private static final int DOCUMENTS = 10_000;
    private static final int GRANTS = 50;

    /** The name in the table and on the command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the floor has it, too. */
    public boolean isCompared() {
        return this != CLAIMS && this != IDEMPOTENT;
    }

    /** How many tokens it needs. */
    public int tokens() {
        return this == COLD ? COLD_TOKENS : USERS;
    }

    /** The requests to cycle through, one for each token. */
    public List<Request> requests(List<String> tokens) {
        return IntStream.range(0, tokens.size())
                .mapToObj(n -> request(n, tokens.get(n)))
                .toList();
    }

    private Request request(int number, String token) {
        return switch (this) {
            case READ, COLD -> read(number, token);
            case LIST -> list(token);
            case WRITE -> write(number, token);
            case CLAIMS -> new Request("GET", "/mine/" + document(number), token, "");
            case IDEMPOTENT -> idempotent(number, token);
            case MIXED ->
                switch (number % 10) {
                    case 3, 7 -> list(token);
                    case 9 -> write(number, token);
                    default -> read(number, token);
                };
        };
    }

    private static Request read(int number, String token) {
        return new Request("GET", "/documents/" + document(number), token, "");
    }

    private static Request list(String token) {
        return new Request("GET", "/documents?limit=20", token, "");
    }

    private static Request write(int number, String token) {
        return new Request("POST", "/documents/" + document(number) + "/comments", token, comment(number));
    }

    private static Request idempotent(int number, String token) {
        return new Request("POST", "/documents/" + document(number) + "/notes", token, comment(number))
                .withKey(UUID.randomUUID().toString());
    }

    private static String comment(int number) {
        return "{\"text\":\"Comment " + number + ", of about sixty characters as comments often are.\"}";
    }

    /** A document that the user may see. */
    private static int document(int number) {
        int user = number % USERS;
        int grant = number * 7 % GRANTS;
        return 1 + (user * 97 + grant * 37) % DOCUMENTS;
    }

    /** One that user 0 may not see. */
    public static int foreignDocument() {
        return 2;
    }

    /** The {@code oid} of a user. */
    public static String user(int number) {
        return String.format("00000000-0000-4000-8000-%012d", number);
    }
}
