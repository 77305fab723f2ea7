// PDFs are read in a thread of their own, where nothing of the page can be reached.
import 'pdfjs-dist/build/pdf.worker.min.mjs';
