package dev.verge.http.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verge.testing.Eventually;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Connections that nobody has time for wait in the system's queue, and all of them are served in the end; of those that say
 * nothing there are only so many.
 */
class PacedAcceptorTest {
    private static final int CALLERS = 300;
    /** Those that may wait here, and the one that says that there are too many. */
    private static final int MOST = 65;

    private final EventLoopGroup acceptors = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger served = new AtomicInteger();
    private final AtomicInteger open = new AtomicInteger();
    private final CountDownLatch release = new CountDownLatch(1);
    private final List<Socket> callers = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        release.countDown();
        for (Socket caller : callers) {
            caller.close();
        }
        acceptors.shutdownGracefully(0, 1, TimeUnit.SECONDS).await();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).await();
    }

    @Test
    void waitsForTheEventLoops() throws Exception {
        Channel server = listen(CALLERS);
        loops.execute(this::awaitRelease);
        connect(server);
        Eventually.holds(() -> assertThat(accepted.get()).isGreaterThanOrEqualTo(MOST - 1));
        assertThat(accepted.get()).isLessThanOrEqualTo(MOST);
        assertThat(served.get()).isZero();
        release.countDown();
        Eventually.holds(() -> assertThat(served.get()).isEqualTo(CALLERS));
    }

    @Test
    void theOldestStrangerMakesRoom() throws Exception {
        connect(listen(CALLERS - 2));
        assertThat(callers.get(0).getInputStream().read()).isNegative();
        assertThat(callers.get(1).getInputStream().read()).isNegative();
        Eventually.holds(() -> assertThat(served.get()).isEqualTo(CALLERS));
        Eventually.holds(() -> assertThat(open.get()).isEqualTo(CALLERS - 2));
    }

    @Test
    void thoseThatSayNothingAreNotHandedOn() throws Exception {
        connect(listenForTheFirstByte(CALLERS, 0));
        for (int i = 0; i < MOST; i++) {
            callers.get(i).getOutputStream().write(1);
        }
        Eventually.holds(() -> assertThat(served.get()).isEqualTo(MOST));
        assertThat(accepted.get()).isEqualTo(MOST);
    }

    /** While the event loops have enough, also those that are heard wait, and none is lost. */
    @Test
    void thoseThatAreHeardWaitForTheEventLoops() throws Exception {
        Channel server = listenForTheFirstByte(CALLERS, 0);
        loops.execute(this::awaitRelease);
        connect(server);
        for (Socket caller : callers) {
            caller.getOutputStream().write(1);
        }
        Eventually.holds(() -> assertThat(accepted.get()).isGreaterThanOrEqualTo(MOST - 1));
        assertThat(accepted.get()).isLessThanOrEqualTo(MOST);
        release.countDown();
        Eventually.holds(() -> assertThat(served.get()).isEqualTo(CALLERS));
    }

    @Test
    void thoseThatSayNothingForTooLongAreClosed() throws Exception {
        connect(listenForTheFirstByte(CALLERS, TimeUnit.MILLISECONDS.toNanos(100)));
        for (Socket caller : callers) {
            assertThat(caller.getInputStream().read()).isNegative();
        }
        assertThat(accepted.get()).isZero();
    }

    @Test
    void thoseThatSayNothingAreClosedWithThePort() throws Exception {
        Channel server = listenForTheFirstByte(CALLERS, 0);
        connect(server);
        server.close().sync();
        for (Socket caller : callers) {
            assertThat(readOrReset(caller)).isNegative();
        }
    }

    /** Those that are not accepted yet are reset by the system. */
    private static int readOrReset(Socket caller) throws IOException {
        try {
            return caller.getInputStream().read();
        } catch (SocketException reset) {
            return -1;
        }
    }

    private Channel listenForTheFirstByte(int silent, long idleNanos) throws InterruptedException {
        return bind(bootstrap(CALLERS).attr(SilenceLimit.KEY, new SilenceLimit(silent, idleNanos)));
    }

    private Channel listen(int strangers) throws InterruptedException {
        return bind(bootstrap(strangers));
    }

    private static Channel bind(ServerBootstrap bootstrap) throws InterruptedException {
        return bootstrap.bind("127.0.0.1", 0).sync().channel();
    }

    private ServerBootstrap bootstrap(int strangers) {
        return new ServerBootstrap()
                .group(acceptors, loops)
                .channelFactory(() -> new PacedAcceptor(strangers))
                .handler(new ChannelInboundHandlerAdapter() {
                    @Override
                    public void channelRead(ChannelHandlerContext context, Object connection) {
                        accepted.incrementAndGet();
                        context.fireChannelRead(connection);
                    }
                })
                .childHandler(new ChannelInboundHandlerAdapter() {
                    @Override
                    public boolean isSharable() {
                        return true;
                    }

                    @Override
                    public void channelActive(ChannelHandlerContext context) {
                        served.incrementAndGet();
                        open.incrementAndGet();
                        context.fireChannelActive();
                    }

                    @Override
                    public void channelInactive(ChannelHandlerContext context) {
                        open.decrementAndGet();
                        context.fireChannelInactive();
                    }
                });
    }

    private void connect(Channel server) throws Exception {
        for (int i = 0; i < CALLERS; i++) {
            var caller = new Socket();
            caller.connect(server.localAddress(), 30_000);
            callers.add(caller);
        }
    }

    private void awaitRelease() {
        try {
            assertThat(release.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
