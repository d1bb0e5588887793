/** One listener a consumer: each fails, lags and is retried apart from the others. */
@NullMarked
package com.example.messages.adapter.in.messaging;

import org.jspecify.annotations.NullMarked;
