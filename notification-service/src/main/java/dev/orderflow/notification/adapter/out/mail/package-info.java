@NullMarked
package dev.orderflow.notification.adapter.out.mail;

import org.jspecify.annotations.NullMarked;
