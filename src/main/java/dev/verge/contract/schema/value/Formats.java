package dev.verge.contract.schema.value;

import java.math.BigInteger;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The formats that are asserted: those of JSON Schema validation, section 7.3, that a JSON API uses, and OpenAPI's
 * {@code int32} and {@code int64}. Any other format is an annotation.
 */
public final class Formats {
    private static final Pattern TIME = Pattern.compile(
            "([01]\\d|2[0-3]):([0-5]\\d):([0-5]\\d|60)(\\.\\d{1,30})?([zZ]|[+-]([01]\\d|2[0-3]):[0-5]\\d)");
    private static final Pattern DATE = Pattern.compile("(\\d{4})-(\\d\\d)-(\\d\\d)");
    /** The fraction of a second, which RFC 3339 leaves out and ISO 8601 has, is what PostgreSQL writes. */
    private static final Pattern DURATION = Pattern.compile(
            "P(?!\\z)(\\d{1,9}W|(\\d{1,9}Y)?(\\d{1,9}M)?(\\d{1,9}D)?(T(?=\\d)(\\d{1,9}H)?(\\d{1,9}M)?(\\d{1,9}([.]\\d{1,9})?S)?)?)");

    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?");
    private static final Pattern LOCAL_PART =
            Pattern.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]{1,64}(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]{1,64}){0,31}");
    private static final Pattern IPV4 = Pattern.compile("((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(?!\\z)|\\z)){4}");
    private static final Pattern HEXTET = Pattern.compile("[0-9a-fA-F]{1,4}");
    private static final Pattern POINTER = Pattern.compile("(/([^~/]|~[01])*+)*+");
    private static final int MAXIMUM_REGEX = 1_000;
    private static final int MAXIMUM_IPV6 = 45;
    private static final String REGEX = "regex";

    /** What reading a text costs at all, what an exception adds, and a character of a regular expression. */
    private static final int FORMAT = 40;

    private static final int REFUSAL = 250;

    private static final int COMPILED = 10;

    private static final BigInteger INT32_END = BigInteger.ONE.shiftLeft(31);
    private static final BigInteger INT64_END = BigInteger.ONE.shiftLeft(63);

    private static final Map<String, Predicate<String>> OF_TEXT = Map.ofEntries(
            Map.entry("date", Formats::isDate),
            Map.entry("date-time", Formats::isDateTime),
            Map.entry("time", text -> isTime(text)),
            Map.entry("duration", text -> DURATION.matcher(text).matches()),
            Map.entry("uuid", text -> UUID.matcher(text).matches()),
            Map.entry("email", Formats::isEmail),
            Map.entry("hostname", Formats::isHostname),
            Map.entry("ipv4", text -> IPV4.matcher(text).matches()),
            Map.entry("ipv6", Formats::isIpv6),
            Map.entry("uri", text -> isUri(text, true)),
            Map.entry("uri-reference", text -> isUri(text, false)),
            Map.entry("json-pointer", text -> POINTER.matcher(text).matches()),
            Map.entry(REGEX, Formats::isRegex));

    private Formats() {}

    /** Whether a value is written as its format wants; values of other types and unknown formats always are. */
    public static boolean holds(String format, @Nullable Object value, Budget budget) {
        if (value instanceof String text) {
            Predicate<String> check = OF_TEXT.get(format);
            if (check == null) {
                return true;
            }
            budget.spend(FORMAT + text.length() * (format.equals(REGEX) ? COMPILED : 1));
            boolean holds = check.test(text);
            budget.spend(holds ? 0 : REFUSAL);
            return holds;
        } else if (value instanceof Number number) {
            return switch (format) {
                case "int32" -> fits(number, INT32_END, budget);
                case "int64" -> fits(number, INT64_END, budget);
                default -> true;
            };
        }
        return true;
    }

    private static boolean fits(Number number, BigInteger end, Budget budget) {
        return JsonNumbers.compare(number, end, budget) < 0 && JsonNumbers.compare(number, end.negate(), budget) >= 0;
    }

    private static boolean isDate(String text) {
        Matcher matcher = DATE.matcher(text);
        if (!matcher.matches()) {
            return false;
        }
        try {
            var date = LocalDate.of(
                    Integer.parseInt(matcher.group(1)),
                    Integer.parseInt(matcher.group(2)),
                    Integer.parseInt(matcher.group(3)));
            return date.getYear() >= 0;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isTime(String text) {
        Matcher matcher = TIME.matcher(text);
        return matcher.matches() && (!matcher.group(3).equals("60") || isLeapSecond(matcher));
    }

    /** A leap second stands at 23:59:60 UTC (RFC 3339, section 5.7). */
    private static boolean isLeapSecond(Matcher matcher) {
        int minutes = Integer.parseInt(matcher.group(1)) * 60 + Integer.parseInt(matcher.group(2));
        String offset = matcher.group(5);
        if (offset.length() > 1) {
            int shift = Integer.parseInt(offset.substring(1, 3)) * 60 + Integer.parseInt(offset.substring(4, 6));
            minutes -= offset.charAt(0) == '+' ? shift : -shift;
        }
        return Math.floorMod(minutes, 24 * 60) == 24 * 60 - 1;
    }

    private static boolean isDateTime(String text) {
        return text.length() > 11
                && (text.charAt(10) == 'T' || text.charAt(10) == 't')
                && isDate(text.substring(0, 10))
                && isTime(text.substring(11));
    }

    private static boolean isEmail(String text) {
        int at = text.lastIndexOf('@');
        return at > 0
                && at <= 64
                && LOCAL_PART.matcher(text.substring(0, at)).matches()
                && isHostname(text.substring(at + 1));
    }

    private static boolean isHostname(String text) {
        if (text.isEmpty() || text.length() > 253) {
            return false;
        }
        for (String label : text.split("\\.", -1)) {
            if (!LABEL.matcher(label).matches()) {
                return false;
            }
        }
        return true;
    }

    private static boolean isIpv6(String text) {
        if (text.length() > MAXIMUM_IPV6) {
            return false;
        }
        int gap = text.indexOf("::");
        if (gap < 0) {
            return hextets(text) == 8;
        }
        int before = hextets(text.substring(0, gap));
        int after = hextets(text.substring(gap + 2));
        return before >= 0
                && after >= 0
                && before + after < 8
                && !text.substring(0, gap).contains(".");
    }

    /** How many groups of 16 bits a part of an address has, -1 when it is broken. */
    private static int hextets(String part) {
        if (part.isEmpty()) {
            return 0;
        }
        String[] groups = part.split(":", -1);
        int count = groups.length;
        for (int i = 0; i < groups.length; i++) {
            boolean ipv4 = i == groups.length - 1 && IPV4.matcher(groups[i]).matches();
            if (!ipv4 && !HEXTET.matcher(groups[i]).matches()) {
                return -1;
            }
            count += ipv4 ? 1 : 0;
        }
        return count;
    }

    private static boolean isUri(String text, boolean absolute) {
        if (text.chars().anyMatch(c -> c > 126)) {
            return false;
        }
        try {
            return new URI(text).isAbsolute() || !absolute;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean isRegex(String text) {
        return text.length() <= MAXIMUM_REGEX && EcmaPattern.reason(text).isEmpty();
    }
}
