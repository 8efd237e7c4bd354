using System.Text;

namespace LogisticsScreening.Screening.Quality;

/// <summary>One labelled text.</summary>
/// <param name="Kind">The trick or the kind of ordinary text.</param>
/// <param name="Source">The term or ordinary word that it was made from: what decides whether it is a development or a held-out row.</param>
/// <param name="IsWildlife">True for a disguised word, false for ordinary goods.</param>
internal sealed record Sample(string Kind, string Text, string Source, bool IsWildlife)
{
    /// <summary>Half of the terms and words are never looked at while the lists are tuned. By word, not by row: a word's forms stay together.</summary>
    public bool HeldOut
    {
        get
        {
            // FNV-1a over UTF-8: the same on every machine.
            var hash = 2166136261u;
            foreach (var unit in Encoding.UTF8.GetBytes(Source))
                hash = (hash ^ unit) * 16777619u;
            return ((hash ^ (hash >> 16)) & 1) == 1;
        }
    }
}
