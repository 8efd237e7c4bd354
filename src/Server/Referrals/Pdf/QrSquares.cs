using QRCoder;

namespace LogisticsScreening.Server.Referrals.Pdf;

/// <summary>A QR code as rectangles, sharp at every size. The square is filled to its edges: the layout leaves the quiet zone of four modules round it white.</summary>
internal static class QrSquares
{
    /// <summary>Modules of white that the generator puts on every side.</summary>
    private const int QuietZone = 4;

    public static List<(double X, double Top, double Width, double Height)> Of(string payload, double x, double top, double side)
    {
        using var generator = new QRCodeGenerator();
        // Level M restores 15 % of the code: enough for a printed page that was folded or stamped.
        using var code = generator.CreateQrCode(payload, QRCodeGenerator.ECCLevel.M);
        var matrix = code.ModuleMatrix;
        var count = matrix.Count - (2 * QuietZone);
        var module = side / count;
        var boxes = new List<(double, double, double, double)>();
        for (var row = 0; row < count; row++)
        {
            for (var column = 0; column < count; column++)
            {
                var from = column;
                while (column < count && matrix[row + QuietZone][column + QuietZone])
                    column++;
                if (column > from)
                    boxes.Add((x + (from * module), top + (row * module), (column - from) * module, module));
            }
        }

        return boxes;
    }
}
