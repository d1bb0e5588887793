package com.example.messages.application.port.out;

import com.example.messages.domain.Flaw;
import java.util.List;

/** What each feed takes. */
public interface FeedSchemas {

    boolean knows(String feed);

    /**
     * @param number which element it is, for its flaws
     * @return what is wrong with it; empty when nothing is
     */
    List<Flaw> flaws(String feed, int number, String element);

    /** The record key of an element without flaws. */
    String key(String feed, String element);
}
