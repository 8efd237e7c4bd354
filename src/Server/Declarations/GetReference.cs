using LogisticsScreening.Screening.Decisions;
using LogisticsScreening.Screening.Lexicon;
using LogisticsScreening.Screening.Parcels;
using Microsoft.AspNetCore.Http.HttpResults;

namespace LogisticsScreening.Server.Declarations;

/// <param name="Verified">False: to be confirmed by the operator before relying on it.</param>
internal sealed record LegalBasisAnswer(string Id, LocalizedText Law, string Revision, string Article, LocalizedText Summary, bool Verified, string AsOf, string Source);

internal sealed record LegalBasisList(IReadOnlyList<LegalBasisAnswer> Items);

/// <param name="Pattern">Regular expression of the whole number, narrow, upper case, without spaces and hyphens.</param>
/// <param name="Validity">"asPrinted", "none", or a duration from issue such as P3M.</param>
internal sealed record DocumentTypeAnswer(string Type, LocalizedText Name, string Rule, string Pattern, string Validity, bool Expires);

internal sealed record DocumentTypeList(IReadOnlyList<DocumentTypeAnswer> Items);

/// <summary>A word of the lexicon as a finding cites it.</summary>
/// <param name="Reason">Why the word has its tier; null where the list gives none.</param>
internal sealed record ReferenceEntry(string Id, string Term, string? Tier, string? Reason, string Source)
{
    /// <summary>Null for an id of no word list; entries of the risk list are data about people, and not reference data.</summary>
    public static ReferenceEntry? Find(LexiconData lexicon, string id)
    {
        if (lexicon.Terms.FirstOrDefault(row => row.Id == id) is { } term)
            return new(id, term.Term, EnumText<TermTier>.Of(term.Tier), term.TierReason, term.Source);
        if (lexicon.ProhibitedWords.FirstOrDefault(row => row.Id == id) is { } word)
            return new(id, word.Term, EnumText<TermTier>.Of(word.Tier), word.Reason, word.Source);
        return lexicon.VagueWords.FirstOrDefault(row => row.Id == id) is { } vague ? new(id, vague.Term, null, null, vague.Source) : null;
    }
}

/// <summary>What the codes of a finding stand for: the law it cites, the word it matched and where that word comes from; and the documents a sender may show.</summary>
internal static class GetReference
{
    public static Ok<LegalBasisList> LegalBases(ReferenceData reference) => TypedResults.Ok(new LegalBasisList(
    [
        .. reference.LegalBases.Values.OrderBy(basis => basis.Id, StringComparer.Ordinal).Select(basis => new LegalBasisAnswer(
            basis.Id,
            new(basis.LawZh, basis.LawEn),
            basis.Revision,
            basis.Article,
            new(basis.SummaryZh, basis.SummaryEn),
            basis.Verified,
            basis.AsOf,
            basis.Source)),
    ]));

    /// <summary>For the form at the counter, in the order of the table of types.</summary>
    public static Ok<DocumentTypeList> DocumentTypes(DocumentTypes documents) => TypedResults.Ok(new DocumentTypeList(
    [
        .. Enum.GetValues<IdType>().Select(type => (type, document: documents[type])).Select(row => new DocumentTypeAnswer(
            EnumText<IdType>.Of(row.type),
            new(row.document.Zh, row.document.En),
            EnumText<NumberRule>.Of(row.document.Rule),
            row.document.NumberPattern,
            row.document.Validity,
            row.document.Expires)),
    ]));

    public static Results<Ok<ReferenceEntry>, NotFound> Entry(string id, ReferenceData reference) =>
        ReferenceEntry.Find(reference.Lexicon, id) is { } entry ? TypedResults.Ok(entry) : TypedResults.NotFound();
}
