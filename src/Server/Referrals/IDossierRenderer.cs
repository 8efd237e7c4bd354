namespace LogisticsScreening.Server.Referrals;

/// <summary>
/// Lays out a dossier as PDF. The same dossier gives the same bytes. The document has room for one signature that covers all of it
/// (<see cref="Pdf.PdfSignature"/> fills it in); every renderer keeps to that, so the signer need not know which one ran.
/// </summary>
internal interface IDossierRenderer
{
    byte[] Render(Dossier dossier);
}
