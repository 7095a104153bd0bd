package dev.verge.auth.keys;

import dev.verge.auth.keys.KeyState.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Tells operators what a snapshot holds. */
final class KeyStates {
    private KeyStates() {}

    static List<KeyState> of(KeySnapshot snapshot, long now) {
        var states = new ArrayList<KeyState>();
        snapshot.entries()
                .forEach((id, entry) -> states.add(new KeyState(
                        id,
                        entry.key().algorithm().id(),
                        entry.absences() == 0 ? State.LISTED : State.UNLISTED,
                        Duration.ofNanos(now - entry.firstSeen()),
                        Duration.ofNanos(now - entry.lastSeen()))));
        snapshot.evicted().forEach(id -> states.add(new KeyState(id, "", State.EVICTED, Duration.ZERO, Duration.ZERO)));
        states.sort(Comparator.comparing(KeyState::id));
        return states;
    }
}
