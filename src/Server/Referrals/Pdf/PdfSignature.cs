using System.Globalization;
using System.Text;

namespace LogisticsScreening.Server.Referrals.Pdf;

/// <summary>
/// Room for a signature, and how it is filled in. The signature covers every byte of the file but its own place (ISO 32000-1, 12.8); its form is
/// ETSI.CAdES.detached, so the time stands in the signature dictionary and not in the signed attributes.
/// </summary>
internal static class PdfSignature
{
    /// <summary>Bytes kept for the signature: certificate and signature take under 3 KB with RSA-3072; the rest is for a time stamp one day.</summary>
    private const int Room = 12_288;

    private const int RangeDigits = 10;
    private const string ContentsKey = "/Contents <";
    private const string RangeKey = "/ByteRange [0 ";

    /// <summary>Adds an invisible signature field to the first page.</summary>
    public static (int Form, int Widget) AddField(PdfFile file, int page, DateTimeOffset at, string reference)
    {
        var blank = new string(' ', (RangeDigits + 1) * 3);
        var signature = file.Add(
            $"<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /M {PdfFile.Date(at)} /Reason {PdfFile.Text(reference)} {RangeKey}{blank}] {ContentsKey}{new string('0', Room * 2)}> >>");
        // Print flag set, size zero: PDF/A then asks for no appearance.
        var widget = file.Add($"<< /Type /Annot /Subtype /Widget /FT /Sig /T (signature) /F 4 /Rect [0 0 0 0] /P {page} 0 R /V {signature} 0 R >>");
        return (file.Add($"<< /Fields [{widget} 0 R] /SigFlags 3 >>"), widget);
    }

    /// <summary>Signs the document in place and returns it.</summary>
    /// <exception cref="InvalidOperationException">The document has no room for a signature.</exception>
    public static byte[] Sign(byte[] document, SigningKey key)
    {
        var range = document.AsSpan().IndexOf(Encoding.ASCII.GetBytes(RangeKey));
        var contents = range < 0 ? -1 : document.AsSpan(range).IndexOf(Encoding.ASCII.GetBytes(ContentsKey));
        if (contents < 0)
            throw new InvalidOperationException("The document has no room for a signature.");
        var open = range + contents + ContentsKey.Length - 1;
        var close = open + 2 + (Room * 2);
        var figures = string.Create(CultureInfo.InvariantCulture, $"{open} {close} {document.Length - close}");
        Encoding.ASCII.GetBytes(figures.PadRight((RangeDigits + 1) * 3), document.AsSpan(range + RangeKey.Length));

        var signature = key.Sign([.. document.AsSpan(0, open), .. document.AsSpan(close)]);
        if (signature.Length > Room)
            throw new InvalidOperationException($"The signature takes {signature.Length} bytes and there is room for {Room}.");
        Encoding.ASCII.GetBytes(Convert.ToHexString(signature), document.AsSpan(open + 1));
        return document;
    }
}
