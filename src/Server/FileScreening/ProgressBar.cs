using System.Diagnostics;

namespace LogisticsScreening.Server.FileScreening;

/// <summary>How far a long verb has come, on a terminal only: in a file or a pipe it would be noise.</summary>
internal sealed class ProgressBar(TextWriter terminal, bool visible) : IDisposable
{
    private const int Width = 30;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private long lastDrawn;

    public static ProgressBar OnStandardError() => new(Console.Error, !Console.IsErrorRedirected);

    /// <param name="done">Of <paramref name="total"/>, in any unit.</param>
    public void Show(long done, long total, string text)
    {
        if (!visible || (lastDrawn != 0 && Stopwatch.GetElapsedTime(lastDrawn) < Interval))
            return;
        lastDrawn = Stopwatch.GetTimestamp();
        var share = total <= 0 ? 0 : Math.Clamp((double)done / total, 0, 1);
        var filled = (int)(share * Width);
        terminal.Write(string.Create(null, $"\r[{new string('#', filled)}{new string('.', Width - filled)}] {(int)(share * 100),3} %  {text} "));
    }

    /// <summary>Leaves an empty line, so that what is written next starts at its beginning.</summary>
    public void Clear()
    {
        if (!visible || lastDrawn == 0)
            return;
        terminal.Write("\r" + new string(' ', Width + 40) + "\r");
        lastDrawn = 0;
    }

    public void Dispose() => Clear();
}
