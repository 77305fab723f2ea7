import java.io.FileInputStream;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/** Per file and flavour one line: OK or BAD, the flavour, the file; beneath what is not as ISO 19005-2 wants it. */
public final class CheckPdfA {
  public static void main(String[] flavourAndFiles) throws Exception {
    VeraGreenfieldFoundryProvider.initialise();
    PDFAFlavour flavour = PDFAFlavour.fromString(flavourAndFiles[0]);
    for (int i = 1; i < flavourAndFiles.length; i++) {
      String file = flavourAndFiles[i];
      try (PDFAParser parser = Foundries.defaultInstance().createParser(new FileInputStream(file), flavour)) {
        PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false);
        ValidationResult result = validator.validate(parser);
        System.out.println((result.isCompliant() ? "OK " : "BAD ") + file);
        result.getTestAssertions().stream()
            .filter(test -> test.getStatus() == TestAssertion.Status.FAILED)
            .map(test -> "  " + test.getRuleId().getClause() + " " + test.getMessage())
            .distinct()
            .forEach(System.out::println);
      }
    }
  }
}
