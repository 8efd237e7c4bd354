namespace LogisticsScreening.Server.Referrals.Pdf;

/// <param name="X">Left edge of the cell's text.</param>
/// <param name="Width">Width of the cell's text.</param>
/// <param name="Lines">What stands in it.</param>
/// <param name="AlignRight">For numbers.</param>
internal sealed record RowCell(double X, double Width, IReadOnlyList<TextLine> Lines, bool AlignRight = false);

/// <summary>Prints rows of cells, moves a row that does not fit to the next page and splits one that fits on no page.</summary>
internal sealed class RowPrinter(PageFlow flow, double padding)
{
    /// <summary>A row taller than this share of a page is split rather than moved, or it would leave a hole.</summary>
    private const double SplitAbove = 0.4;

    /// <summary>Less room than this at the foot of a page is left empty.</summary>
    private const double LeastPart = 48;

    /// <summary>Called with page, top, bottom, and whether it is the first part, for every part of a row before its text is drawn.</summary>
    public Action<PdfCanvas, double, double, bool>? Backdrop { get; init; }

    /// <summary>Called after every turn of the page: repeats the head of the table.</summary>
    public Action? Head { get; init; }

    public static double HeightOf(IEnumerable<RowCell> cells) => cells.Max(cell => cell.Lines.Sum(line => line.Height));

    public void Print(IReadOnlyList<RowCell> cells)
    {
        var height = HeightOf(cells) + (2 * padding);
        if (height > flow.Remaining && (height <= PageFlow.FullHeight * SplitAbove || flow.Remaining < LeastPart))
            Turn();
        var taken = new int[cells.Count];
        var first = true;
        do
        {
            if (!first)
                Turn();
            PrintPart(cells, taken, first);
            first = false;
        }
        while (cells.Select((cell, i) => taken[i] < cell.Lines.Count).Any(more => more));
    }

    private void Turn()
    {
        flow.NewPage();
        Head?.Invoke();
    }

    /// <summary>Draws as many lines of every cell as fit and remembers in <paramref name="taken"/> how far it came. At least one line, so that it ends.</summary>
    private void PrintPart(IReadOnlyList<RowCell> cells, int[] taken, bool first)
    {
        var room = flow.Remaining - (2 * padding);
        var tallest = 0.0;
        var parts = new List<TextLine>[cells.Count];
        for (var i = 0; i < cells.Count; i++)
        {
            parts[i] = [];
            var used = 0.0;
            foreach (var line in cells[i].Lines.Skip(taken[i]))
            {
                if (used + line.Height > room && parts[i].Count > 0)
                    break;
                used += line.Height;
                parts[i].Add(line);
            }

            taken[i] += parts[i].Count;
            tallest = Math.Max(tallest, used);
        }

        // Label and value differ in size; their first lines stand on one baseline.
        var baseline = parts.Where(part => part.Count > 0).Max(part => part[0].Baseline);
        var bottom = flow.Y + tallest + (2 * padding);
        Backdrop?.Invoke(flow.Page, flow.Y, bottom, first);
        for (var i = 0; i < cells.Count; i++)
        {
            if (parts[i].Count == 0)
                continue;
            var top = flow.Y + padding + baseline - parts[i][0].Baseline;
            foreach (var line in parts[i])
            {
                flow.Page.Line(line, cells[i].AlignRight ? cells[i].X + cells[i].Width - line.Width : cells[i].X, top);
                top += line.Height;
            }
        }

        flow.Advance(bottom - flow.Y);
    }
}
