"use strict";

/** The names of an object: a few are compared one by one. */
class Names {
  /** @type {string[]} */
  few = [];
  /** @type {Set<string> | undefined} */
  many;

  /**
   * Tells whether a name is there already, and adds it.
   *
   * @param {string} name
   */
  has(name) {
    if (this.many === undefined) {
      if (this.few.includes(name)) return true;
      if (this.few.push(name) > 16) this.many = new Set(this.few);
      return false;
    }
    const { size } = this.many;
    return this.many.add(name).size === size;
  }
}

module.exports = { Names };
