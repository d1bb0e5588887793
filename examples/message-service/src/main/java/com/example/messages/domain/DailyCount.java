package com.example.messages.domain;

import java.time.LocalDate;

/** What happened on a day (UTC). */
public record DailyCount(LocalDate day, long sent, long read, long senders, long receivers) {}
