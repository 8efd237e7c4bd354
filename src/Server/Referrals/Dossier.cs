using LogisticsScreening.Screening.Decisions;

namespace LogisticsScreening.Server.Referrals;

/// <summary>
/// What a referral says, free of any file format: a renderer may lay it out, but adds and leaves out nothing.
/// Every text of ours is there in Chinese and English; what others wrote (<see cref="DossierValue.Original"/>) stays as it was written.
/// </summary>
internal sealed record Dossier(
    string Reference,
    LocalizedText Title,
    LocalizedText Marking,
    DateTimeOffset CreatedAt,
    DossierSeal Seal,
    IReadOnlyList<DossierBlock> Blocks,
    IReadOnlyList<DossierAttachment> Attachments)
{
    /// <summary>Instants are shown at this offset, always with the offset beside them; China has one.</summary>
    public TimeSpan Offset { get; init; } = TimeSpan.FromHours(8);
}

/// <summary>Small facts at the head of the first page, beside a QR code with <paramref name="QrPayload"/>.</summary>
internal sealed record DossierSeal(string QrPayload, LocalizedText QrCaption, IReadOnlyList<DossierFact> Facts);

internal sealed record DossierFact(LocalizedText Label, DossierValue Value);

/// <summary>A file carried inside the document.</summary>
internal sealed record DossierAttachment(string FileName, string MediaType, LocalizedText Description, byte[] Content);

internal abstract record DossierBlock
{
    private DossierBlock()
    {
    }

    /// <param name="Text">The heading's words.</param>
    /// <param name="Level">1 for a chapter, 2 for a part of one.</param>
    internal sealed record Heading(LocalizedText Text, int Level = 1) : DossierBlock;

    internal sealed record Paragraph(LocalizedText Text) : DossierBlock;

    internal sealed record Facts(IReadOnlyList<DossierFact> Items) : DossierBlock;

    internal sealed record Table(IReadOnlyList<DossierColumn> Columns, IReadOnlyList<IReadOnlyList<DossierValue>> Rows) : DossierBlock;

    internal sealed record Timeline(IReadOnlyList<DossierEvent> Events) : DossierBlock;

    /// <summary>A JPEG or PNG file. What cannot be drawn is named with its hash instead; it never stops the document.</summary>
    internal sealed record Picture(byte[] Content, LocalizedText Caption) : DossierBlock;

    /// <summary>A command or a listing, line by line.</summary>
    internal sealed record Listing(IReadOnlyList<string> Lines) : DossierBlock;

    internal sealed record QrCode(string Payload, LocalizedText Caption) : DossierBlock;
}

/// <param name="Title">Head of the column, repeated on every page.</param>
/// <param name="Share">Share of the page's width relative to the other columns.</param>
/// <param name="AlignRight">For numbers.</param>
internal sealed record DossierColumn(LocalizedText Title, int Share, bool AlignRight = false);

internal sealed record DossierEvent(DateTimeOffset At, LocalizedText What, DossierValue Detail);

internal abstract record DossierValue
{
    private DossierValue()
    {
    }

    /// <summary>Words of ours.</summary>
    internal sealed record Said(LocalizedText Text) : DossierValue;

    /// <summary>Words of others, letter by letter.</summary>
    /// <param name="Text">As received; invisible characters are shown by their code points.</param>
    /// <param name="Marks">What is highlighted, in UTF-16 code units of <paramref name="Text"/>.</param>
    internal sealed record Original(string Text, IReadOnlyList<DossierSpan> Marks) : DossierValue
    {
        public Original(string text)
            : this(text, [])
        {
        }
    }

    /// <summary>A hash, id or version, to be compared character by character.</summary>
    internal sealed record Code(string Text) : DossierValue;

    internal sealed record Instant(DateTimeOffset At) : DossierValue;

    internal sealed record None : DossierValue;
}

internal readonly record struct DossierSpan(int Start, int Length);
