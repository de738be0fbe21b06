package io.slipway.sandbox;

/** A command whose arguments belong to the program it starts. */
interface PassesOn {}
