package dev.verge.database.type;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Texts of a fixed form: UUIDs (RFC 9562), times (RFC 3339) and lengths of time (ISO 8601). PostgreSQL itself reads far
 * more than these, such as {@code now} and {@code infinity}, which no caller shall say.
 */
final class Moments {
    private static final Pattern UUID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
    private static final Pattern YEAR = Pattern.compile("\\d{4}-.*");
    private static final Pattern INTERVAL =
            Pattern.compile("P(?=[-0-9T])(-?\\d{1,9}Y)?(-?\\d{1,9}M)?(-?\\d{1,9}W)?(-?\\d{1,9}D)?"
                    + "(T(?=[-0-9])(-?\\d{1,9}H)?(-?\\d{1,9}M)?(-?\\d{1,9}([.]\\d{1,9})?S)?)?");

    private Moments() {}

    static String encode(TypeKind kind, String text) {
        try {
            return switch (kind) {
                case UUID -> matching(UUID, text, "a uuid");
                case INTERVAL -> matching(INTERVAL, text, "an ISO 8601 duration such as P1DT2H");
                case TIME -> LocalTime.parse(text).toString();
                case TIMETZ -> OffsetTime.parse(text.toUpperCase(Locale.ROOT)).toString();
                default -> encodeDay(kind, matching(YEAR, text.toUpperCase(Locale.ROOT), expected(kind)));
            };
        } catch (DateTimeException e) {
            throw new ValueException("is not " + expected(kind));
        }
    }

    private static String encodeDay(TypeKind kind, String text) {
        return switch (kind) {
            case DATE -> LocalDate.parse(text).toString();
            case TIMESTAMP -> LocalDateTime.parse(text).toString();
            case TIMESTAMPTZ -> OffsetDateTime.parse(text).toString();
            default -> throw new IllegalArgumentException("kind: " + kind);
        };
    }

    private static String expected(TypeKind kind) {
        return switch (kind) {
            case DATE -> "a date such as 2026-01-31";
            case TIME -> "a time such as 13:45:00";
            case TIMETZ -> "a time with an offset such as 13:45:00Z";
            case TIMESTAMP -> "a date and time such as 2026-01-31T13:45:00";
            default -> "a date and time with an offset such as 2026-01-31T13:45:00Z";
        };
    }

    private static String matching(Pattern pattern, String text, String expected) {
        if (pattern.matcher(text).matches()) {
            return text;
        }
        throw new ValueException("is not " + expected);
    }
}
