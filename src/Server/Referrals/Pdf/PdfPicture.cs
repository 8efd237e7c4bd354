namespace LogisticsScreening.Server.Referrals.Pdf;

/// <summary>A picture ready to embed.</summary>
/// <param name="Width">Pixels across as stored.</param>
/// <param name="Height">Pixels down as stored.</param>
/// <param name="Samples">JPEG file as received, or raw 8-bit samples.</param>
/// <param name="IsJpeg">True when <paramref name="Samples"/> is a JPEG file that is passed through.</param>
/// <param name="IsGray">One component instead of three.</param>
/// <param name="Orientation">Exif orientation 1 to 8: how the stored picture must be turned to stand upright.</param>
internal sealed record PdfPicture(int Width, int Height, byte[] Samples, bool IsJpeg, bool IsGray, int Orientation)
{
    private const int FirstSideways = 5;

    /// <summary>Width over height as it is seen.</summary>
    public double Shape => Orientation >= FirstSideways ? (double)Height / Width : (double)Width / Height;

    /// <summary>Turns the unit square in itself, per Exif orientation.</summary>
    public (double A, double B, double C, double D, double E, double F) Turn => Orientation switch
    {
        2 => (-1, 0, 0, 1, 1, 0),
        3 => (-1, 0, 0, -1, 1, 1),
        4 => (1, 0, 0, -1, 0, 1),
        5 => (0, -1, -1, 0, 1, 1),
        6 => (0, -1, 1, 0, 0, 1),
        7 => (0, 1, 1, 0, 0, 0),
        8 => (0, 1, -1, 0, 1, 0),
        _ => (1, 0, 0, 1, 0, 0),
    };

    /// <summary>Reads a JPEG or PNG; null when it is neither, damaged, or of a kind that PDF/A or this writer cannot hold.</summary>
    public static PdfPicture? Read(byte[] file) => JpegPicture.Read(file) ?? PngPicture.Read(file);

    public int Embed(PdfFile file)
    {
        var space = IsGray ? "/DeviceGray" : "/DeviceRGB";
        var filter = IsJpeg ? " /Filter /DCTDecode" : "";
        return file.AddStream(
            $"/Type /XObject /Subtype /Image /Width {PdfFile.Number(Width)} /Height {PdfFile.Number(Height)} /ColorSpace {space} /BitsPerComponent 8 /Interpolate false{filter}",
            Samples,
            compress: !IsJpeg);
    }
}
