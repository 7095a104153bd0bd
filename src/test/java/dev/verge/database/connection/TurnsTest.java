package dev.verge.database.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private static final Future<Void> NEVER = Promise.<Void>promise().future();

    @Test
    void oneWhoGivesUpLeavesThePlaceToAnother() {
        var turns = new Turns(1, 1);
        assertThat(turns.take(NEVER).succeeded()).isTrue();
        Promise<Void> passed = Promise.promise();
        Future<Void> waiting = turns.take(passed.future());
        assertThat(turns.take(NEVER).cause()).isInstanceOf(DatabaseUnreachableException.class);
        passed.fail("too late");
        assertThat(waiting.cause()).hasMessage("too late");
        Future<Void> next = turns.take(NEVER);
        assertThat(next.isComplete()).isFalse();
        turns.giveBack();
        assertThat(next.succeeded()).isTrue();
    }

    @Test
    void aTurnIsGivenToTheFirstThatWaits() {
        var turns = new Turns(1, 2);
        turns.take(NEVER);
        Future<Void> first = turns.take(NEVER);
        Future<Void> second = turns.take(NEVER);
        turns.giveBack();
        assertThat(first.succeeded()).isTrue();
        assertThat(second.isComplete()).isFalse();
        turns.giveBack();
        turns.giveBack();
        assertThat(turns.take(NEVER).succeeded()).isTrue();
    }
}
