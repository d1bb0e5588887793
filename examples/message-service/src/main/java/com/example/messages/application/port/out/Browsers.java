package com.example.messages.application.port.out;

import com.example.messages.domain.Push;
import java.util.Collection;

/** The browsers that are open at this instance. */
public interface Browsers {

    /** Who has one. */
    Collection<String> people();

    /**
     * @return false where nobody sees it any more
     */
    boolean show(Push push);
}
