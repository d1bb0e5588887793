package com.example.messages.application.port.out;

import com.example.messages.domain.Push;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;

/** The browsers that are open at this instance. */
public interface Browsers {

    /** Who has one that can show something now. */
    Collection<String> people();

    /**
     * Waits for no browser.
     *
     * @return true once one is known to have been there to show it, false once none can be any
     *     more; comes on another thread
     */
    CompletableFuture<Boolean> show(Push push);
}
