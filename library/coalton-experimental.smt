;;;; coalton/experimental -- the experimental packages that are of use to anybody, under one name.

(package coalton/experimental
  (import coalton/experimental/loops)
  (export
   repeat dotimes everytimes sometimes sumtimes prodtimes collecttimes besttimes argbesttimes
   dolist dolist-enumerated dolists doiter dorange))
