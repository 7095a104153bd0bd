package dev.verge.contract;

import static org.assertj.core.api.Assertions.assertThatCode;

import dev.verge.contract.openapi.ContractReader;
import dev.verge.source.Mistakes;
import dev.verge.source.SourceDocument;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContractRobustnessTest {
    private static final int MUTATIONS = 2000;
    private static final Object REMOVED = new Object();

    @TempDir
    Path conf;

    private final Random random = new Random(20261124);

    @Test
    void neverThrowsWhateverTheDocumentHolds() throws IOException {
        String good = MistakeCase.good();
        for (int round = 0; round < MUTATIONS; round++) {
            JsonObject contract = SourceDocument.parse(good, "good", new Mistakes())
                    .orElseThrow()
                    .root();
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                mutate(contract);
            }
            Files.writeString(conf.resolve("openapi.yaml"), contract.encode());
            assertThatCode(() -> ContractReader.read(conf, "openapi.yaml", new Mistakes()))
                    .as(contract.encode())
                    .doesNotThrowAnyException();
        }
    }

    private void mutate(JsonObject contract) {
        List<Consumer<@Nullable Object>> places = new ArrayList<>();
        collect(contract, places);
        if (!places.isEmpty()) {
            places.get(random.nextInt(places.size())).accept(replacement(contract));
        }
    }

    private static void collect(@Nullable Object value, List<Consumer<@Nullable Object>> places) {
        if (value instanceof JsonObject object) {
            for (String key : object.fieldNames()) {
                places.add(to -> {
                    if (to == REMOVED) {
                        object.remove(key);
                    } else {
                        object.put(key, to);
                    }
                });
                collect(object.getValue(key), places);
            }
        } else if (value instanceof JsonArray array) {
            for (int index = 0; index < array.size(); index++) {
                int at = index;
                places.add(to -> array.set(at, to == REMOVED ? null : to));
                collect(array.getValue(index), places);
            }
        }
    }

    private @Nullable Object replacement(JsonObject contract) {
        return switch (random.nextInt(12)) {
            case 0, 1 -> REMOVED;
            case 2 -> null;
            case 3 -> random.nextInt(1000) - 10;
            case 4 -> "";
            case 5 -> new JsonArray();
            case 6 -> new JsonObject();
            case 7 -> new JsonArray().add(1).addNull().add(new JsonObject().put("$ref", 1));
            case 8 -> new JsonObject().put("$ref", "#/paths/~1things~1{id}");
            case 9 -> new JsonObject().put("$ref", "#/%").put("x-verge", true);
            case 10 ->
                contract.getValue("components") instanceof JsonObject components ? components.copy() : "components";
            default -> random.nextBoolean();
        };
    }
}
