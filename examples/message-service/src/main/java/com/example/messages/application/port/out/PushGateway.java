package com.example.messages.application.port.out;

import com.example.messages.domain.Push;
import com.example.messages.domain.PushAnswer;

/** Reaches people who have no browser open, on their phones for instance. */
public interface PushGateway {

    /** Takes a few seconds at most, and never throws. */
    PushAnswer push(Push push);
}
