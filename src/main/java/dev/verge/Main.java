package dev.verge;

/** The command line. */
public final class Main {
    private Main() {}

    /** Starts the command named by the arguments. */
    public static void main(String[] arguments) {}
}
