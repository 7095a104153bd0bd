package dev.verge.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.problem.ProblemException;
import dev.verge.problem.ProblemType;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class LargeAnswersTest {
    private static final int MEGABYTE = 1024 * 1024;
    private static final String LIST = "listThings";

    private final List<String> cutOff = new ArrayList<>();
    private final Promise<Void> over = Promise.promise();
    private final AtomicLong now = new AtomicLong();
    private UnreadAnswers unread;
    private LargeAnswers large;

    @BeforeEach
    void make(Vertx vertx) {
        unread = new UnreadAnswers(4 * MEGABYTE, now::get);
        large = new LargeAnswers(vertx, unread, now::get);
    }

    private Future<LargeAnswers.Turn> enter() {
        return large.enter(LIST, 1, 10, Duration.ofSeconds(5), over.future());
    }

    @Test
    void anOperationIsLargeFromItsFirstLargeAnswerOnUntilItWasSmallForAWhile() {
        large.learn(LIST, 65_535);
        assertThat(large.isLarge(LIST)).isFalse();
        large.learn(LIST, MEGABYTE);
        assertThat(large.isLarge(LIST)).isTrue();
        large.learn(LIST, 100);
        assertThat(large.isLarge(LIST)).isTrue();
        for (int i = 0; i < 30; i++) {
            large.learn(LIST, 100);
        }
        assertThat(large.isLarge(LIST)).isFalse();
    }

    @Test
    void asManyBeginAsThereIsRoomForAndTheNextWhenOneHasEnded() {
        large.learn(LIST, MEGABYTE);
        var turns = List.of(enter(), enter(), enter(), enter(), enter());
        assertThat(turns).extracting(Future::isComplete).containsExactly(true, true, true, false, false);
        turns.get(0).result().end();
        RunningServer.await(turns.get(3));
        assertThat(turns).extracting(Future::isComplete).containsExactly(true, true, true, true, false);
    }

    @Test
    void anAnswerThatIsReadMakesRoom() {
        large.learn(LIST, MEGABYTE);
        UnreadAnswers.Answer answer = () -> cutOff.add("it");
        unread.add(answer, 3 * MEGABYTE);
        var turn = enter();
        assertThat(turn.isComplete()).isFalse();
        unread.remove(answer);
        RunningServer.await(turn);
        assertThat(cutOff).isEmpty();
    }

    @Test
    void anAnswerOfAnySizeHasItsTurn() {
        large.learn(LIST, 100 * MEGABYTE);
        var turns = List.of(enter(), enter());
        assertThat(turns).extracting(Future::isComplete).containsExactly(true, false);
    }

    @Test
    void whoHasWaitedInVainIsRefusedAndWhoComesTooLateAtOnce() {
        large.learn(LIST, 100 * MEGABYTE);
        enter();
        var waiting = enter();
        var many = large.enter(LIST, 1, 1, Duration.ofSeconds(5), over.future());
        assertThat(((ProblemException) many.cause()).problem().type()).isEqualTo(ProblemType.UNAVAILABLE);
        over.complete();
        assertThat(((ProblemException) waiting.cause()).problem().headers()).containsEntry("Retry-After", "1");
    }

    @Test
    void whoHasWaitedTooLongToBeAnsweredInTimeIsRefused() {
        large.learn(LIST, 100 * MEGABYTE);
        enter();
        var waiting = enter();
        now.addAndGet(5_000_000_001L);
        assertThat(RunningServer.await(waiting.otherwiseEmpty())).isNull();
        assertThat(waiting.cause()).isInstanceOf(ProblemException.class);
    }

    @Test
    void whoDoesNotReadMakesRoomAfterAWhileWhenOthersWait(Vertx vertx) {
        large.learn(LIST, MEGABYTE);
        unread.add(() -> cutOff.add("first"), 2 * MEGABYTE);
        now.addAndGet(2_500_000_000L);
        unread.add(() -> cutOff.add("second"), MEGABYTE);
        var turn = enter();
        RunningServer.await(vertx.timer(600));
        assertThat(turn.isComplete()).isFalse();
        now.addAndGet(600_000_000);
        RunningServer.await(turn);
        assertThat(cutOff).containsExactly("first");
    }
}
