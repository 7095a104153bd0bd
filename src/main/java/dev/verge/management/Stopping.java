package dev.verge.management;

import java.util.function.Supplier;

/** A readiness check that fails once the node has begun to stop. */
public final class Stopping implements Supplier<CheckResult> {
    private volatile boolean begun;

    /** The node stops: callers should go elsewhere. */
    public void begin() {
        begun = true;
    }

    @Override
    public CheckResult get() {
        return begun ? CheckResult.down("stopping") : CheckResult.healthy();
    }
}
