/** The events of the shop, one package a publisher: the contract between the services. */
@NullMarked
package dev.orderflow.events.contract;

import org.jspecify.annotations.NullMarked;
