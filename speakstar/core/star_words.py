"""Word classes: words that do the same job in a story, so that what was learned of one holds for all of them.

Written down by us for people of many trades. Verbs stand in their base form and are inflected here; irregular forms
and words that are no verbs stand as they are said. A word may be in several classes.
"""

from __future__ import annotations

_VERBS: dict[str, str] = {
    "tell": (
        "ask call phone email message invite show explain inform update post warn talk walk brief present "
        "share report convince persuade promise offer announce discuss consult notify text ping page contact "
        "interview survey listen mention remind reassure train coach mentor demo circulate negotiate agree "
        "align liaise"
    ),
    "join": (
        "help pair join team meet gather involve include recruit enlist collaborate coordinate partner delegate assign"
    ),
    "decide": ("decide opt settle pick select agree commit insist prioritise prioritize rank schedule plan"),
    "make": (
        "create design develop implement introduce launch prepare organise organize arrange draft sketch "
        "propose suggest change move replace repair fix patch rewire sort label print measure count scan map "
        "list install configure script code program refactor document research investigate trace inspect "
        "analyse analyze order hire borrow collect clean paint record publish start open stay visit drive "
        "load pack carry stack cook serve rota swap switch"
    ),
    "weigh": (
        "consider weigh compare contemplate debate evaluate assess explore toy wonder reject dismiss discard "
        "discount prefer favour favor argue suggest propose recommend"
    ),
    "guard": (
        "test check verify pilot trial rehearse practise practice validate monitor inspect proofread double- "
        "check back-up cross-check stage sample confirm audit shadow"
    ),
    "defer": (
        "defer postpone delay drop park skip cancel shelve sacrifice abandon decline refuse concede shorten "
        "scrap trim ditch pause freeze sideline omit exclude surrender forgo accept tolerate absorb "
        "compromise reschedule"
    ),
    "rise": ("increase improve jump climb double triple quadruple soar gain recover boost"),
    "fall": ("drop decrease decline reduce halve shrink lower slash cut"),
    "win": (
        "finish deliver launch ship complete arrive pass renew approve sign adopt accept succeed recover "
        "reopen reach achieve earn save thank praise promote welcome survive end close land"
    ),
    "fail": (
        "fail miss crash break stall complain reject threaten cancel leak collapse panic worry suffer overrun "
        "spoil flood jam resign quit injure delay block lapse expire"
    ),
    "learn": ("learn realise realize discover notice appreciate conclude recognise recognize"),
    "want": ("want need hope aim intend plan expect wish"),
}
"""By class: verbs whose forms are regular, or whose irregular forms are below."""

_WORDS: dict[str, str] = {
    "tell": (
        "told rang ring ringing spoke speak speaking wrote met sat sit sent send showed shown taught said say "
        "says got let had brought read handed passed gave heard"
    ),
    "decide": ("chose choose chosen choosing went drew made"),
    "make": (
        "built build building wrote write written rewrote made make set put took drew cut dug laid ran "
        "rebuilt redid redesigned rearranged drove flew brought bought sold split found fed hung"
    ),
    "guard": (
        "against twice locked lock taped tape fenced fence cones chain isolated isolate sheeted battened "
        "matched recount recounted counted halved trial-run stop-button standby standing alongside interim "
        "temporary temporarily gauge thermometer supervised signed countersign mirror mirrored snapshot "
        "archive archived quarantine quarantined preview previewed behind blind afterwards backup backups "
        "rollback roll-back revert reverted fallback canary staging sandbox prototype mock-up mockup copy "
        "spare spares reserve buffer rehearsal dry-run undo safeguard safety insurance contingency redundancy "
        "duplicate parallel gradually flag switch kill alarm watch watched eye proof reversible untouched "
        "second sample helmet harness permit gloves padlock seal witness signature countersigned"
    ),
    "defer": (
        "gave give given let left leave lost lose cost costs gone went without instead later wait waited "
        "postponement trade-off tradeoff sacrifice compromise downside price slip slipped slide less fewer "
        "shorter"
    ),
    "rise": ("rose risen grew grown up higher more faster better"),
    "fall": ("fell fallen down lower fewer less came"),
    "win": ("won paid got held kept sold success successful happy pleased"),
    "fail": (
        "overdrawn stranded shortfall gap deficit debt arrears eviction evicted homeless hungry cold "
        "frightened scared upset tears crying dropped falling behind rotting rotten spoiled spoilt "
        "contaminated infected infection bleeding pain unsafe cracked crack burst leaking jammed frozen "
        "wasted waste worse worst severe serious dangerous threat threatened warning lawsuit inspector "
        "inspection ombudsman regulator broke broken lost lose losing stuck wrong angry furious late dead "
        "dying ill sick hurt risk risky crisis emergency urgent outage fine fined penalty complaint "
        "complaints error errors trouble mess chaos disaster injured bankrupt closure closing shutdown strike "
        "flood fire leak outbreak recall refund refunds shortage backlog overdue"
    ),
    "learn": ("learnt learned lesson lessons taught takeaway moral found understood understand"),
    "limit": (
        "full capacity room space wouldnt wont without impossible afford minimum maximum ceiling slot slots "
        "window clock curfew closed shut licence embargo veto vetoed refused blocked sole alone single-handed "
        "handful barely scarce scarcity understaffed underfunded overstretched stretched offline broken "
        "locked-in tied only budget limited limit limits cap capped freeze frozen restriction restricted "
        "policy rule rules law legal legislation regulation regulations compliance contract license permit "
        "permission approval union allowed forbidden prohibited banned nobody short shortage unavailable "
        "legacy outdated old fixed strict quota ration rationed allowance narrow single unpaid volunteers "
        "overtime deadline cut-off can't couldn't cannot mustn't no none spare"
    ),
    "own": (
        "responsible responsibility responsibilities accountable owner owned charge mine duty duties role job "
        "task remit brief mandate lead led leading assigned appointed tasked entrusted trusted named put "
        "volunteered supervised supervising managing ran running headed owns own shoulders"
    ),
    "goal": (
        "goal goals aim aimed aiming target targets objective mission purpose wanted needed so-that plan "
        "ambition deliver ensure achieve reach finish brief"
    ),
    "option": (
        "first-choice might maybe could've wanted suggested said would tempting popular favourite preferred "
        "cheaper quicker faster easier safer simpler dearer traditional instinct temptation table option "
        "options alternative alternatives either instead rather could choice choices route routes approach "
        "approaches otherwise tempted thought idea ideas obvious easy easiest simplest quick cheapest usual "
        "normally first plan proposal quote quotes versus"
    ),
    "habit": (
        "ever since onwards henceforth repeat reuse reused copied rolled-out roll-out mandatory compulsory "
        "default built-in step steps pack packs kit box drawer shelf noticeboard whiteboard newsletter "
        "briefing briefings huddle handover toolbox talk talks refresher checklist checklists template "
        "templates runbook runbooks playbook playbooks alert alerts alarm automated automation automatic "
        "automatically handbook manual wiki standard procedure policy induction onboarding training guide "
        "calendar register form forms sheet laminated poster script drill drills routine ritual agenda board "
        "sticker card cards rota log logbook folder binder tracker dashboard bot reminder reminders protocol "
        "sop rule workflow pipeline schedule monthly weekly daily quarterly yearly annual annually permanent "
        "still now nowadays always every each everyone new starter starters starter's recruits newcomers"
    ),
    "reason": (
        "because since as cause cos 'cause so therefore reason why otherwise worth matter mattered matters more than"
    ),
    "role": (
        "imam priest vicar pastor rabbi coroner statistician medic medics artist artists animator chair "
        "chairman chairwoman treasurer congregation magistrate warden guard guards signaller gardener "
        "gardeners beekeeper shepherd groom jockey caterer caterers florist tailor seamstress cobbler "
        "locksmith glazier tiler decorator decorators driver's dad's mum's pharmacist locum locums "
        "anaesthetist radiographer radiographers optician audiologist counsellor counsellors psychologist "
        "psychologists dietitian dietician bishop monk nun professor curator curators archivist registrar "
        "bailiff usher ushers publisher publishers copywriter illustrator typesetter printer's storeman "
        "stockman milkman farmhand foreman's handyman rigger riggers diver divers crane-driver dispatcher's "
        "steward stewards hostess barber hairdresser stylist stylists therapist masseur chaplain nanny "
        "childminder governor governors head's examiner examiners invigilator moderator prosecutor defendant "
        "plaintiff juror jury insurers insurer underwriter actuary actuaries trader traders bookkeeper cfo's "
        "payroll treasury boss manager managers lead leads leader leaders director directors head heads "
        "deputy client clients customer customers colleague colleagues coworker coworkers co-worker co- "
        "workers workmate supervisor supervisors owner owners founder founders partner partners professors "
        "supplier suppliers engineer engineers developer developers designer designers nurse nurses matron "
        "sister midwife midwives doctor doctors surgeon surgeons consultant consultants gp paramedic "
        "paramedics pharmacists physio physios therapists carer carers dentist staff lad lads guy guys girl "
        "girls bloke blokes woman man lady gentleman student students pupil pupils teacher teachers assistant "
        "assistants headteacher lecturer lecturers tutor tutors dean parent parents mother father mum dad mom "
        "grandmother grandfather gran grandad wife husband brother son daughter uncle aunt cousin nephew "
        "niece child children kid kids baby toddler boy family families friend friends neighbour neighbours "
        "neighbor neighbors patient patients resident residents tenant tenants guest guests visitor visitors "
        "passenger passengers driver drivers officer officers sergeant corporal captain major colonel "
        "lieutenant soldier soldiers private commander accountant accountants auditor auditors lawyer lawyers "
        "solicitor solicitors barrister barristers judge clerk clerks paralegal secretary receptionist porter "
        "porters cleaner cleaners caretaker janitor librarian board council councillor councillors mayor "
        "minister trustees trustee committee department analyst analysts scientist scientists researcher "
        "researchers technician technicians operator operators chef chefs cook cooks waiter waiters waitress "
        "barista bartender dishwasher baker butcher farmer farmers vet vets labourer labourers contractor "
        "contractors builder builders foreman bricklayer carpenter joiner plumber electrician electricians "
        "roofer plasterer painter scaffolder surveyor architect architects inspector inspectors mechanic "
        "mechanics welder welders fitter fitters trainee trainees apprentice apprentices intern interns "
        "graduate graduates junior juniors senior seniors newcomer volunteer volunteers donor donors member "
        "members user users people person crew squad team teams team's platoon unit couple pair finance "
        "marketing sales support operations ops security product legal procurement hr maintenance logistics "
        "cto ceo cfo coo md vp principal landlord landlady vendor vendors buyer buyers shopper shoppers "
        "shopkeeper cashier cashiers courier couriers dispatcher dispatchers picker pickers packer packers "
        "loader loaders merchant merchants actor actors actress dancer dancers choreographer stagehand "
        "musician musicians conductor producer producers editor editors journalist reporter photographer "
        "coach coaches player players referee pilot pilots sailor fisherman fishermen skipper firefighter "
        "firefighters police policeman sheriff detective witness witnesses applicant applicants candidate "
        "candidates investor investors shareholder shareholders bank regulator stakeholder stakeholders rep "
        "reps representative representatives agent agents broker brokers planner planners tester testers "
        "programmer programmers admin admins administrator administrators scrum owner's mentor mentors "
        "supervisor's"
    ),
    "when": (
        "monday tuesday wednesday thursday friday saturday sunday january february march april june july "
        "august september october november december christmas easter ramadan eid diwali thanksgiving spring "
        "summer autumn winter noon midnight weekend tomorrow tonight midday lunchtime dawn sunrise mondays "
        "fridays thursdays saturdays sundays"
    ),
    "unit": (
        "second seconds minute minutes hour hours day days week weeks month months year years percent pound "
        "pounds dollar dollars euro euros quid grand kilo kilos kilometre kilometres mile miles metre metres "
        "litre litres tonne tonnes ton tons gram grams page pages ticket tickets order orders complaint "
        "complaints error errors point points hundred thousand million dozen times customers users people "
        "calls call parcels plates covers meals beds visits"
    ),
    "imagine": ("would i'd hopefully probably ideally hypothetically typically generally usually personally"),
    "filler": (
        "good question great tell talk let think see sure thanks thank example story interesting remember answer"
    ),
}
"""By class: what is not inflected here."""


def _forms(verb: str) -> frozenset[str]:
    """Return the regular forms of a verb, with those of doubled consonants."""
    if verb.endswith("e"):
        return frozenset({verb, f"{verb}s", f"{verb}d", f"{verb[:-1]}ing"})
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return frozenset({verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"})
    forms = {verb, f"{verb}s", f"{verb}es", f"{verb}ed", f"{verb}ing"}
    if len(verb) > 2 and verb[-1] not in "aeiouwxy" and verb[-2] in "aeiou" and verb[-3] not in "aeiou":
        forms |= {f"{verb}{verb[-1]}ed", f"{verb}{verb[-1]}ing"}
    return frozenset(forms)


def _members() -> dict[str, frozenset[str]]:
    return {
        name: frozenset(word.replace("'", "") for word in _WORDS.get(name, "").split()).union(
            *(_forms(verb) for verb in _VERBS.get(name, "").split())
        )
        for name in dict.fromkeys((*_VERBS, *_WORDS))
    }


CLASSES: dict[str, frozenset[str]] = _members()
"""The words of each class, without apostrophes ("cant"), as a recogniser may leave them out."""

CLASSES_OF: dict[str, tuple[str, ...]] = {
    word: tuple(name for name, words in CLASSES.items() if word in words)
    for word in frozenset().union(*CLASSES.values())
}
"""The classes of each word."""
