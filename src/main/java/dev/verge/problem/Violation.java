package dev.verge.problem;

/**
 * One way in which a request breaks its contract.
 *
 * @param in where it stands: {@code path}, {@code query}, {@code header}, {@code cookie} or {@code body}
 * @param name the parameter's name, or for a body the JSON pointer (RFC 6901) of the value, empty for the whole
 * @param detail what is wrong and what was expected, without the offending value unless it is short and harmless
 */
public record Violation(String in, String name, String detail) {}
