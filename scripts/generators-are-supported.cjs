// In the place of @stdlib/assert-has-generator-support, which asks by eval: a page's policy rightly bars that.
module.exports = () => true;
