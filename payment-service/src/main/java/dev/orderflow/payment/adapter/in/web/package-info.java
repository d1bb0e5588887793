@NullMarked
package dev.orderflow.payment.adapter.in.web;

import org.jspecify.annotations.NullMarked;
