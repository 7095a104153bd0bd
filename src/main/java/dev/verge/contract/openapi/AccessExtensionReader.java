package dev.verge.contract.openapi;

import dev.verge.contract.AccessExtension;
import dev.verge.contract.PathTemplate;
import dev.verge.contract.document.Place;
import dev.verge.source.Mistakes;
import io.vertx.core.json.JsonArray;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the keys of {@code x-verge} that say more of callers than {@code security} can. */
final class AccessExtensionReader {
    private static final List<String> KINDS = List.of("user", "app", "both");
    private static final Pattern CONTEXT = Pattern.compile("c[1-9][0-9]?");

    private final Mistakes mistakes;

    AccessExtensionReader(Mistakes mistakes) {
        this.mistakes = mistakes;
    }

    /** What the object says, with nothing for what it does not say. */
    AccessExtension read(Place extension, PathTemplate path) {
        return new AccessExtension(kind(extension), context(extension), audit(extension, path));
    }

    private @Nullable String kind(Place extension) {
        Place value = extension.members().get("kind");
        if (value != null && !(value.value() instanceof String kind && KINDS.contains(kind))) {
            mistakes.add(value.location(), "kind", value.words(), String.join(" or ", KINDS));
        }
        return value == null || value.words().equals("both") || !KINDS.contains(value.words()) ? null : value.words();
    }

    private @Nullable String context(Place extension) {
        Place value = extension.members().get("acrs");
        if (value != null && !CONTEXT.matcher(value.words()).matches()) {
            mistakes.add(value.location(), "acrs", value.words(), "an authentication context, c1 to c99");
            return null;
        }
        return value == null ? null : value.words();
    }

    /** Only what stands in the path may go on record: it names the resource and is there before the request is read. */
    private List<String> audit(Place extension, PathTemplate path) {
        Place names = extension.members().get("audit");
        if (names == null) {
            return List.of();
        }
        List<String> known = path.parameters();
        if (names.value() instanceof JsonArray list && list.stream().allMatch(known::contains)) {
            return list.stream().map(String::valueOf).toList();
        }
        mistakes.add(
                names.location(), "audit", names.words(), "a list of path parameters: " + String.join(", ", known));
        return List.of();
    }
}
