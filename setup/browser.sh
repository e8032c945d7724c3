# shellcheck shell=bash
# A Chromium for the browser tests.

# Exports PLUMBLINE_CHROMIUM, the browser's executable.
need_browser() {
  find_browser && return
  apt_add "A Chromium for the browser tests" chromium
  find_browser || stop "chromium was installed but is not found." "Set PLUMBLINE_CHROMIUM to its path."
}

# What the tests read printed pages with.
need_pdf_reader() {
  have pdftotext || apt_add "A reader of PDF for the browser tests" poppler-utils
}

find_browser() {
  local name
  for name in ${PLUMBLINE_CHROMIUM:+"$PLUMBLINE_CHROMIUM"} chromium chromium-browser \
    google-chrome google-chrome-stable \
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'; do
    if have "$name"; then
      PLUMBLINE_CHROMIUM=$(command -v "$name")
      export PLUMBLINE_CHROMIUM
      return
    fi
  done
  return 1
}
