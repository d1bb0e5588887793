@NullMarked
package dev.orderflow.notification.domain;

import org.jspecify.annotations.NullMarked;
