namespace LogisticsScreening.Server.Referrals.Pdf;

/// <summary>
/// The two faces of Noto Sans SC that documents are set in. They come from an npm package at build time (`npm ci`, then build) into `fonts/` beside the server;
/// the setting LS_FONTS names another directory. Read once, on first use.
/// </summary>
internal sealed class FontFolder(string directory)
{
    private const string RegularFile = "NotoSansSC_400Regular.ttf";
    private const string BoldFile = "NotoSansSC_700Bold.ttf";

    private TrueTypeFont? regular;
    private TrueTypeFont? bold;

    /// <exception cref="InvalidOperationException">The file is missing; see <see cref="Problem"/>.</exception>
    public TrueTypeFont Regular => LazyInitializer.EnsureInitialized(ref regular, () => Read(RegularFile, "NotoSansSC-Regular"));

    /// <exception cref="InvalidOperationException">The file is missing; see <see cref="Problem"/>.</exception>
    public TrueTypeFont Bold => LazyInitializer.EnsureInitialized(ref bold, () => Read(BoldFile, "NotoSansSC-Bold"));

    /// <summary>Null when documents can be made, else one line for the operator.</summary>
    public string? Problem => new[] { RegularFile, BoldFile }.Where(file => !File.Exists(Path.Combine(directory, file))).ToArray() is { Length: > 0 } missing
        ? $"No PDF can be made: {string.Join(" and ", missing)} missing in '{directory}'. Run 'npm ci' in the repository root and build again, or set LS_FONTS to a directory that holds them."
        : null;

    private TrueTypeFont Read(string file, string name) =>
        Problem is { } problem
            ? throw new InvalidOperationException(problem)
            : new TrueTypeFont(File.ReadAllBytes(Path.Combine(directory, file)), name);
}
