package dev.verge.contract.schema.keyword;

import dev.verge.contract.schema.evaluation.Keyword;
import dev.verge.contract.schema.evaluation.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes keywords of what is written in a schema. */
public final class Keywords {
    /** Cheap keywords first: most values that are wrong are found out before anything is searched. */
    private static final List<String> ORDER = List.of("type", "required", "const", "enum");

    private static final Comparator<String> CHEAP_FIRST =
            Comparator.comparingInt(keyword -> ORDER.contains(keyword) ? ORDER.indexOf(keyword) : ORDER.size());

    private Keywords() {}

    /** Completes a node whose children are known with its keywords. */
    public static void complete(Node node, boolean assertFormat) {
        List<Keyword> ordinary = new ArrayList<>();
        List<Keyword> last = new ArrayList<>();
        node.source().fieldNames().stream().sorted(CHEAP_FIRST).forEach(name -> {
            Keyword keyword = of(name, node, assertFormat);
            if (keyword != null) {
                (name.startsWith("unevaluated") ? last : ordinary).add(keyword);
            }
        });
        node.complete(ordinary, last);
    }

    private static @Nullable Keyword of(String name, Node node, boolean assertFormat) {
        return Stream.of(
                        ValueKeywords.of(name, node.source().getValue(name), assertFormat),
                        Applicators.of(name, node),
                        ObjectKeywords.of(name, node),
                        ArrayKeywords.of(name, node))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
