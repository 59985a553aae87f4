"""Families of words that reports use when they speak of one topic."""

from .vocabulary import phrases

TOPICS = phrases(
    """
    die dead kill fatal slay murder homicide autopsy coroner corpse body remains lethal perish
    mortal funeral casualty toll victim bury deceased manslaughter mourn grief, hurt injure wound
    harm maul bruise burn bleed critical injury, police officer deputy sheriff cop detective
    investigator trooper constable patrol authority lapd sergeant lieutenant, investigate probe
    inquiry inquest examine review search evidence clue inspect scrutiny, arrest detain custody jail
    prison inmate cell bail handcuff suspect capture apprehend booked imprison incarcerate, court
    judge jury trial prosecutor attorney lawyer counsel defendant plea verdict convict sentence
    guilty hearing testify indict charge felony lawsuit sue litigation appeal tribunal magistrate
    settle, shoot gun rifle pistol bullet weapon firearm gunman armed gunfire fire, attack assault
    stab ambush strike raid bomb blast explosion explode terrorist militant extremist, steal rob
    theft burglar loot thief robbery fraud scam embezzle, crash collision accident wreck collide
    derail overturn, car vehicle driver truck suv auto sedan motorist road highway freeway lane
    driving, plane aircraft flight jet pilot airline airport aviation passenger crew, ship boat
    vessel ferry sail port harbour harbor coast sea ocean, train railway rail railroad station track
    metro subway, fire blaze flame burn smoke firefighter arson wildfire inferno, flood rain storm
    hurricane tornado wind weather rainfall snow temperature forecast, quake earthquake tremor
    magnitude seismic aftershock, flee escape evade fugitive hide vanish disappear missing lost
    elude, chase pursue pursuit follow hunt manhunt track, rescue save help aid emergency ambulance
    paramedic evacuate responder relief, hospital doctor patient medical clinic nurse surgeon
    surgery treatment treat physician medicine, illness disease virus infection sick outbreak
    epidemic cancer tumor symptom diagnosis diagnose flu, drug pill dose medication vaccine
    prescription opioid heroin cocaine marijuana, study research researcher scientist experiment
    finding analysis scholar journal data survey, university college school student campus teacher
    professor academic class education pupil faculty graduate, child kid boy girl teen teenager
    infant baby toddler youngster youth minor, mother father parent son daughter brother sister
    family relative sibling uncle aunt cousin, wife husband spouse marriage divorce couple partner
    fiance wedding widow girlfriend boyfriend, friend neighbour neighbor colleague acquaintance, man
    male gentleman guy suspect individual person, woman female lady, company firm business
    corporation corporate enterprise group maker giant conglomerate, boss chief executive ceo head
    chairman director manager leader president chairwoman, worker employee staff job labor labour
    union workforce hire employ employment, fire sack dismiss oust resign quit step retire layoff
    exit departure depart, pay salary wage bonus compensation remuneration package earn income award
    stipend, buy purchase acquire acquisition takeover merger deal bid sale sell sold divest buyer,
    price cost value worth expensive fee charge rate, profit loss revenue earnings income sales
    turnover quarter, share stock investor shareholder market equity fund trading stake, money cash
    fund dollar million billion finance budget funding payment, bank lender loan debt credit
    mortgage borrow, tax taxpayer duty levy tariff treasury, rise increase up gain grow jump surge
    climb higher soar hike boost, fall drop decline decrease lower plunge slump down shrink cut
    reduce reduction slash, oil gas energy fuel petroleum crude barrel drill, vote election ballot
    poll voter elect referendum campaign candidate, congress senate house lawmaker representative
    congressman senator legislator parliament legislature mp politician, republican gop conservative
    trump tory, democrat liberal progressive labour, president white administration trump obama
    executive government, minister ministry cabinet secretary official government, law legislation
    bill rule regulation statute act legal policy ban prohibit forbid outlaw block, approve approval
    permit authorise authorize allow sanction endorse consent green, refuse reject deny decline
    rebuff turn oppose veto dismiss snub, support back endorse favour favor approve advocate, agree
    agreement accord pact treaty deal consensus negotiate negotiation talk talks discuss discussion
    meeting summit dialogue, protest demonstration rally march petition riot outcry uproar anger
    outrage fury furious angry backlash, criticise criticize criticism slam condemn blast denounce
    blame rebuke fault, praise hail applaud laud commend welcome, worry concern fear afraid anxious
    nervous alarm panic unsettling scared dread, happy glad pleased delighted joy excited thrilled,
    sad sorry grief heartbroken devastated mourn tragic tragedy tears regret apologise apologize
    apology condolence, war military army troop soldier force combat battle invasion, missile
    nuclear bomb warhead weapon rocket, peace truce ceasefire detente reconciliation thaw unity,
    threat threaten danger dangerous risk peril hazard warn warning caution, safe safety secure
    security protect protection guard safeguard, border migrant immigrant refugee asylum deport
    immigration visa citizen citizenship, church priest pope bishop religion religious catholic
    faith pastor pray prayer, game team player match league coach tournament champion season score
    athlete, olympics olympic games medal athlete sport, music song singer band album concert
    musician, film movie actor actress director star cinema hollywood, television tv show broadcast
    host anchor interview channel network program programme, newspaper journalist reporter press
    media editor column publish article news, website online internet web site app platform, phone
    mobile smartphone iphone device handset, computer software hardware digital technology tech
    algorithm data code cloud, twitter tweet facebook social post hashtag user, letter note email
    message memo statement write wrote, picture photo photograph image video footage camera film
    record recording, house home residence apartment building property, room bedroom kitchen
    bathroom hallway basement, store shop supermarket market mall retailer customer shopper grocery,
    restaurant cafe bar diner food eat meal, roof ceiling floor wall column pillar door window
    shaft, mountain hill cliff climb climber peak summit slope hiker walker, river lake water stream
    drown swim, park reserve zoo wildlife animal, dog cat pet puppy, lion tiger bear leopard animal
    cat beast predator, farm farmer crop livestock cattle sheep cow, tree forest wood plant, kill
    cull shoot euthanise destroy, tranquillise tranquilize sedate dart sedative tranquilliser
    tranquilizer, veterinarian vet, ranger warden keeper guard, stray wander roam, old elderly aged
    senior age, race black white racial racist ethnic african minority, sex sexual harassment rape
    abuse assault molest misconduct inappropriate, gay lesbian transgender lgbt, plan propose
    proposal intend aim scheme, start begin launch open commence, end finish stop halt close cease
    conclude, win victory defeat beat triumph, hope expect likely anticipate predict forecast, think
    believe feel opinion view consider, know aware learn understand realise realize, say statement
    comment spokesman spokeswoman remark announce announcement declare, question ask query answer
    respond reply response, claim allege allegation accuse accusation assert, admit confess
    acknowledge concede confession, confirm verify certify, decide decision determine choose choice,
    delay postpone defer, secret private confidential hidden, famous celebrity star popular beloved
    known, big large huge massive enormous giant, small little tiny minor, early first initial, late
    last final, today monday tuesday wednesday thursday friday saturday sunday day, week month year,
    morning afternoon evening night noon midnight, close near nearby adjacent, north south east
    west, build built construct construction infrastructure erect, fix repair replace restore,
    broken damaged crushed destroyed wrecked damage, smell odor odour stench stink, hear noise sound
    loud, run ran foot walk, trapped stuck wedge caught
    """
)
"""Words of every topic, with blanks between them."""
