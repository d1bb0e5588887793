/**
 * What can go wrong with a message, done on purpose to a running system and shown step by step. No
 * service has a switch for it: records are sent as any producer could send them, and a row is
 * locked as any other program could lock it.
 */
@NullMarked
package dev.orderflow.cli.mishap;

import org.jspecify.annotations.NullMarked;
